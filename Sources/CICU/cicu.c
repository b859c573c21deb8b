// A C target needs one source file; everything stands in the header.
#include "cicu.h"
