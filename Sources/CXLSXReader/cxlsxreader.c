#include "cxlsxreader.h"
