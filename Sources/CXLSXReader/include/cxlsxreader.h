// The two C libraries behind reading spreadsheets: libzip for the container, expat for its parts.
#ifndef YINFENG_CXLSXREADER_H
#define YINFENG_CXLSXREADER_H

#include <expat.h>
#include <zip.h>

#endif
