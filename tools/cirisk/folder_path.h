/** Paths between folders. */
#ifndef CIR_TOOLS_FOLDER_PATH_H
#define CIR_TOOLS_FOLDER_PATH_H

/** The folder of a file: "." of one that names none. Caller frees; NULL when memory is exhausted. */
char *folder_path_of(const char *file);

/** The working folder as it is reached from the folder of a file: "..", "../data", "."; absolute where the folder of the
 * file cannot be found. Caller frees; NULL when memory is exhausted. */
char *folder_path_between(const char *file);

#endif
