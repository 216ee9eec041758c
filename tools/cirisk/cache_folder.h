/** Where what was worked out once is kept from run to run. */
#ifndef CIR_TOOLS_CACHE_FOLDER_H
#define CIR_TOOLS_CACHE_FOLDER_H

/** @param given a folder; "none": nothing is kept; NULL: cirisk in XDG_CACHE_HOME, or in .cache of HOME (XDG Base
 *        Directory Specification 0.8), where either is an absolute path
 * @return a path, owned by the caller; NULL where nothing is kept, or memory is exhausted */
char *cache_folder(const char *given);

#endif
