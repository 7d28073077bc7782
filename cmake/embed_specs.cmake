# Writes OUT from the files IN (a ;-list): each spec's text as a raw string in the program. Run as a script at build time.
set(entries "")
foreach(file IN LISTS IN)
  file(READ "${file}" text)
  get_filename_component(name "${file}" NAME)
  string(APPEND entries "    {\"${name}\", R\"spec(${text})spec\"},\n")
endforeach()
file(WRITE "${OUT}" "#include \"formats/delivery/builtin.h\"\n\nnamespace dub::delivery {\nnamespace {\nconstexpr BuiltinSpec all[] = {\n${entries}};\n} // namespace\n\nstd::span<const BuiltinSpec> builtin_specs() { return all; }\n\n} // namespace dub::delivery\n")
