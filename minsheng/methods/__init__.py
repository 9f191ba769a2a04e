"""Named methods of assessment, one file and one public function each."""
