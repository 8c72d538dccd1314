#include "nmf/config/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "nmf/config/meaningless.h"
#include "nmf/config/option_codecs.h"
#include "nmf/config/section.h"

namespace nmf::config {
namespace {

using Json = nlohmann::ordered_json;

Key demanded(Key key, std::vector<Purpose> purposes, std::string_view advice) {
  key.demanded_for = std::move(purposes);
  key.advice = advice;
  return key;
}

std::vector<Key> corpus_keys() {
  using O = CorpusOptions;
  const Section<O> in{"corpus", &Config::corpus};
  return {
      demanded(in.key("path", &O::path, corpus_path(), "where the documents come from"),
               {Purpose::fit, Purpose::vectorize},
               "give `path: PATH` in section corpus, or --input PATH"),
      in.key("format", &O::format, choice<CorpusFormat>(), "auto decides by name, then by content"),
      in.key("subset", &O::subset, choice<NewsgroupsSubset>(), "newsgroups: the half by date",
             unless_newsgroups),
      in.key("categories", &O::categories, names(), "newsgroups, folders: the groups to keep",
             unless_newsgroups_or_folders),
      in.key("remove", &O::remove, choices<NewsgroupsPart>(), "newsgroups: parts cut away",
             unless_newsgroups),
      in.key("encoding", &O::encoding, choice<TextEncoding>(), "how the documents' bytes are read",
             unless_text),
      in.key("decode_error", &O::decode_error, choice<DecodeError>(),
             "what becomes of bytes that the encoding does not allow", unless_text),
      in.key("text_field", &O::text_field, text("the name of a field"),
             "csv, tsv, jsonl: the field with the text", unless_records),
      in.key("id_field", &O::id_field, nullable(text("the name of a field")),
             "csv, tsv, jsonl: the field with the id, else documents are numbered", unless_records),
      in.key("label_field", &O::label_field, nullable(text("the name of a field")),
             "csv, tsv, jsonl: the field with the label", unless_records),
      in.key("vocabulary", &O::vocabulary, path("null or the path of a file"),
             "ldac, uci, mtx, npz: the terms, one a line", unless_matrix),
      in.key("values", &O::values, choice<MatrixValues>(),
             "mtx, npz: what is stored, weights for finished TF-IDF, auto for counts if all are "
             "whole numbers",
             unless_mtx_or_npz),
      in.key("max_document_bytes", &O::max_document_bytes, integer(1, std::int64_t{1} << 30U),
             "a longer text or line is refused"),
  };
}

std::vector<Key> vectorizer_keys() {
  using O = VectorizerOptions;
  const Section<O> in{"vectorizer", &Config::vectorizer};
  return {
      in.key("lowercase", &O::lowercase, boolean(), "lower-case the text first", unless_text),
      in.key("strip_accents", &O::strip_accents, choice<StripAccents>(),
             "how accents are taken off", unless_text),
      in.key("analyzer", &O::analyzer, choice<Analyzer>(),
             "what a term is made of, icu for Unicode's word boundaries and dictionaries",
             unless_text),
      in.key("token_pattern", &O::token_pattern, text("a regular expression"),
             "what a word is, in Python's syntax", unless_pattern),
      in.key("ngram_range", &O::ngram_range, ngram_range(),
             "words (characters) in a term, least and most", unless_text),
      in.key("stemmer", &O::stemmer, nullable(text("the name of a Snowball stemmer")),
             "language whose endings are cut off, e.g. english", unless_words_of_text),
      in.key("stop_words", &O::stop_words, stop_words(), "terms left out", unless_words),
      in.key("extra_stop_words", &O::extra_stop_words, words(), "terms left out in addition",
             unless_words),
      in.key("min_df", &O::min_df, document_frequency(), "terms in fewer documents are left out",
             with_vocabulary),
      in.key("max_df", &O::max_df, document_frequency(), "terms in more documents are left out",
             with_vocabulary),
      in.key("max_features", &O::max_features, nullable(integer(1)),
             "keep only that many terms, the most frequent", with_vocabulary),
      in.key("vocabulary", &O::vocabulary, fixed_vocabulary(),
             "the terms, one a line, instead of those found", unless_text),
      in.key("binary", &O::binary, boolean(), "count a term once per document", with_weights),
      in.key("norm", &O::norm, choice<Norm>(), "scale each document to norm 1", with_weights),
      in.key("use_idf", &O::use_idf, boolean(), "weight terms by inverse document frequency",
             with_weights),
      in.key("smooth_idf", &O::smooth_idf, boolean(), "idf as if one more document had every term",
             unless_idf),
      in.key("sublinear_tf", &O::sublinear_tf, boolean(), "1 + ln(count) in place of the count",
             with_weights),
  };
}

/// One key for two members.
Key init_key() {
  const Codec<Start> codec = start();
  return {"factorization",
          "init",
          codec.expected,
          "the start, normal for |N(0, init_std)|",
          [codec](Config& config, const Value& value, const std::filesystem::path& base) {
            const Start given = codec.read(value, base);
            config.factorization.init = given.init;
            config.factorization.init_file = given.file;
          },
          [codec](const Config& config) {
            return codec.write({config.factorization.init, config.factorization.init_file});
          }};
}

std::vector<Key> factorization_keys() {
  using O = FactorizationOptions;
  const Section<O> in{"factorization", &Config::factorization};
  return {
      in.key("n_components", &O::n_components, integer(1),
             "K, the number of topics, that of the file where init is one"),
      in.key("solver", &O::solver, choice<Solver>(),
             "how W and H are found, adam for the notebook's optimizer, not non-negative",
             without_its_loss),
      in.key("engine", &O::engine, choice<Engine>(), "adam: how the objective is evaluated",
             unless_adam),
      in.key("beta_loss", &O::beta_loss, choice<BetaLoss>(),
             "how far W H is from X, kullback-leibler with mu and scd", unless_minimized),
      init_key(),
      in.key("init_std", &O::init_std, number(above(0)), "spread of the normal start",
             unless_normal_start),
      in.key("seed", &O::seed, unsigned_integer(), "where the start's random numbers begin",
             with_start_file),
      in.key("n_init", &O::n_init, integer(1),
             "random starts from seed, seed + 1, ..., the best is kept", several_from_a_file),
      in.key("max_iter", &O::max_iter, integer(0),
             "iterations at most, 0 for W and H as they start"),
      in.key(
          "tol", &O::tol, number(at_least(0)),
          "stop when the violation is below this share of the first one, mu, adam: when the error "
          "(the loss) fell by less, relative, over 10 iterations, 0 for never"),
      in.key("kkt_tol", &O::kkt_tol, number(at_least(0)),
             "stop when the KKT residual is below, 0 for never", with_signs),
      in.key("max_seconds", &O::max_seconds, number(at_least(0)),
             "stop after so long and begin no other start, 0 for never: the one option that lets "
             "time into a result"),
      in.key("alpha_W", &O::alpha_W, number(at_least(0)), "penalty of W, as scikit-learn scales it",
             unless_non_negative),
      in.key("alpha_H", &O::alpha_H, same_or_number(), "penalty of H, same for that of W",
             unless_non_negative),
      in.key("l1_ratio", &O::l1_ratio, number(unit()), "share of the penalties that is l1, not l2",
             unless_non_negative),
      in.key("lr", &O::lr, number(above(0)), "adam: step size", unless_adam),
      in.key("betas", &O::betas, two_numbers(half_open_unit()), "adam: decay of the two moments",
             unless_adam),
      in.key("eps", &O::eps, number(at_least(0)), "adam: added to the root of the second moment",
             unless_adam),
      in.key("penalty", &O::penalty, number(at_least(0)), "adam: weight of the negative entries",
             unless_penalized),
      in.key("projection", &O::projection, boolean(),
             "adam: set negative entries to 0 after each step, for a true NMF", unless_adam),
      in.key("dtype", &O::dtype, choice<Dtype>(), "number type of W and H"),
  };
}

std::vector<Key> runtime_keys() {
  using O = RuntimeOptions;
  const Section<O> in{"runtime", &Config::runtime};
  return {
      in.key("device", &O::device, device(),
             "where the work is done, auto for cuda if it is there"),
      in.key("threads", &O::threads, integer(0, 4096), "of the CPU, 0 for all"),
  };
}

std::vector<Key> output_keys() {
  using O = OutputOptions;
  const Section<O> in{"output", &Config::output};
  return {
      in.key("directory", &O::directory, nullable(text("a path")),
             "where the results go, by default runs/NAME"),
      in.key("log_every", &O::log_every, integer(1), "iterations between printed losses"),
      in.key("show", &O::show, choice<Show>(), "what is printed at the end"),
      in.key("checkpoint_every", &O::checkpoint_every, integer(0),
             "iterations between checkpoints, from which nmf fit --resume goes on, 0 for none"),
  };
}

std::vector<Key> all_keys() {
  std::vector<Key> all;
  for (std::vector<Key>& part : std::array{corpus_keys(), vectorizer_keys(), factorization_keys(),
                                           runtime_keys(), output_keys()})
    std::move(part.begin(), part.end(), std::back_inserter(all));
  return all;
}

}  // namespace

std::string Key::dotted() const { return fmt::format("{}.{}", section, name); }

const std::vector<Key>& schema() {
  static const std::vector<Key> keys = all_keys();
  return keys;
}

const std::vector<std::string_view>& sections() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> out;
    for (const Key& key : schema()) {
      if (out.empty() || out.back() != key.section) out.push_back(key.section);
    }
    return out;
  }();
  return names;
}

std::vector<std::string_view> keys_of(std::string_view section) {
  std::vector<std::string_view> out;
  for (const Key& key : schema()) {
    if (key.section == section) out.push_back(key.name);
  }
  return out;
}

const Key* find_key(std::string_view dotted) {
  for (const Key& key : schema()) {
    if (key.dotted() == dotted) return &key;
  }
  return nullptr;
}

bool is_given(const Config& config, const Key& key) {
  return std::find(config.given.begin(), config.given.end(), key.dotted()) != config.given.end();
}

Json value_of(const Key& key, const Config& config) { return key.write(config); }

Json default_of(const Key& key) { return value_of(key, Config{}); }

}  // namespace nmf::config
