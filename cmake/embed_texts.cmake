# Writes OUT from the files IN (a ;-list): each text as a raw string in the program, in the order of the names. HEADER declares
# NAMESPACE::TYPE, of a file name and a text, and NAMESPACE::FUNCTION, which returns them all. Run as a script at build time.
set(entries "")
foreach(file IN LISTS IN)
  file(READ "${file}" text)
  get_filename_component(name "${file}" NAME)
  string(APPEND entries "    {\"${name}\", R\"text(${text})text\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"${HEADER}\"\n\nnamespace ${NAMESPACE} {\nnamespace {\nconstexpr ${TYPE} all[] = {\n${entries}};\n} // namespace\n\nstd::span<const ${TYPE}> ${FUNCTION}() { return all; }\n\n} // namespace ${NAMESPACE}\n")
