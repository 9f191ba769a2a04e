from . import audit as audit
from . import charts as charts
from . import figures as figures
from . import listings as listings
from . import measures as measures
from . import sentences as sentences
from .errors import BadInput as BadInput
from .errors import UnknownName as UnknownName
from .language import set_language as set_language
from .plan import Indicator as Indicator
from .plan import Plan as Plan
from .plan import Programme as Programme
from .requirements import gaps as gaps
from .requirements import required_growth as required_growth
from .requirements import steps as steps
from .tables import available_plans as available_plans
from .tables import check_package as check_package
from .tables import load_plan as load_plan
from .trajectory import trajectory as trajectory

__version__: str
