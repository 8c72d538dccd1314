#include "nmf/corpus/format_name.h"

namespace nmf::detail {

std::string_view format_name(CorpusFormat format) {
  switch (format) {
    case CorpusFormat::automatic:
      return "auto";
    case CorpusFormat::newsgroups:
      return "newsgroups";
    case CorpusFormat::folders:
      return "folders";
    case CorpusFormat::lines:
      return "lines";
    case CorpusFormat::csv:
      return "csv";
    case CorpusFormat::tsv:
      return "tsv";
    case CorpusFormat::jsonl:
      return "jsonl";
    case CorpusFormat::ldac:
      return "ldac";
    case CorpusFormat::uci:
      return "uci";
    case CorpusFormat::mtx:
      return "mtx";
    case CorpusFormat::npz:
      return "npz";
  }
  return "unknown";
}

}  // namespace nmf::detail
