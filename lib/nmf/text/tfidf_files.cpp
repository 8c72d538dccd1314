#include "nmf/text/tfidf_files.h"

#include <fmt/format.h>

#include "nmf/core/npy.h"
#include "nmf/core/npz.h"
#include "nmf/core/output_file.h"
#include "nmf/core/term_escape.h"

namespace nmf {

void write_vocabulary(const std::filesystem::path& path,
                      const std::vector<std::string>& vocabulary) {
  OutputFile file(path);
  for (const std::string& term : vocabulary) file.write(escape_term(term) + "\n");
  file.close();
}

void write_documents(const std::filesystem::path& path,
                     const std::vector<DocumentName>& documents) {
  OutputFile file(path);
  file.write("row\tid\tlabel\n");
  for (std::size_t row = 0; row < documents.size(); ++row) {
    file.write(fmt::format("{}\t{}\t{}\n", row, escape_term(documents[row].id),
                           escape_term(documents[row].label)));
  }
  file.close();
}

const std::vector<std::string>& tfidf_files() {
  static const std::vector<std::string> files = {"tfidf.npz", "vocabulary.txt", "idf.npy",
                                                 "documents.tsv"};
  return files;
}

void save_tfidf(const std::filesystem::path& directory, const Tfidf& tfidf) {
  write_vocabulary(directory / "vocabulary.txt", tfidf.vocabulary);
  write_documents(directory / "documents.tsv", tfidf.documents);
  write_npy<double>(directory / "idf.npy", tfidf.idf, {std::ssize(tfidf.idf)});
  write_npz(directory / "tfidf.npz", tfidf.X);
}

}  // namespace nmf
