#pragma once

#include <array>
#include <stdexcept>
#include <string_view>

#include "nmf/config/config.h"

namespace nmf::config {

/// One value of an enumeration and its spelling in a configuration.
template <typename E>
struct EnumName {
  E value;
  std::string_view name;
};

/// The spellings of an enumeration, in the order of its values: the one place for each.
/// `null` is YAML's null, not a word.
template <typename E>
inline constexpr auto kEnumNames = nullptr;

template <>
inline constexpr auto kEnumNames<CorpusFormat> = [] {
  std::array<EnumName<CorpusFormat>, kCorpusFormatNames.size()> names{};
  for (std::size_t i = 0; i < names.size(); ++i)
    names[i] = {static_cast<CorpusFormat>(i), kCorpusFormatNames[i]};
  return names;
}();

template <>
inline constexpr auto kEnumNames<NewsgroupsSubset> = std::to_array<EnumName<NewsgroupsSubset>>({
    {NewsgroupsSubset::train, "train"},
    {NewsgroupsSubset::test, "test"},
    {NewsgroupsSubset::all, "all"},
});

template <>
inline constexpr auto kEnumNames<NewsgroupsPart> = std::to_array<EnumName<NewsgroupsPart>>({
    {NewsgroupsPart::headers, "headers"},
    {NewsgroupsPart::footers, "footers"},
    {NewsgroupsPart::quotes, "quotes"},
});

template <>
inline constexpr auto kEnumNames<TextEncoding> = std::to_array<EnumName<TextEncoding>>({
    {TextEncoding::utf_8, "utf-8"},
    {TextEncoding::latin_1, "latin-1"},
});

template <>
inline constexpr auto kEnumNames<DecodeError> = std::to_array<EnumName<DecodeError>>({
    {DecodeError::strict, "strict"},
    {DecodeError::replace, "replace"},
    {DecodeError::ignore, "ignore"},
});

template <>
inline constexpr auto kEnumNames<MatrixValues> = std::to_array<EnumName<MatrixValues>>({
    {MatrixValues::automatic, "auto"},
    {MatrixValues::counts, "counts"},
    {MatrixValues::weights, "weights"},
});

template <>
inline constexpr auto kEnumNames<StripAccents> = std::to_array<EnumName<StripAccents>>({
    {StripAccents::none, "null"},
    {StripAccents::ascii, "ascii"},
    {StripAccents::unicode, "unicode"},
});

template <>
inline constexpr auto kEnumNames<Analyzer> = std::to_array<EnumName<Analyzer>>({
    {Analyzer::word, "word"},
    {Analyzer::characters, "char"},
    {Analyzer::characters_in_words, "char_wb"},
    {Analyzer::icu, "icu"},
});

template <>
inline constexpr auto kEnumNames<Norm> = std::to_array<EnumName<Norm>>({
    {Norm::none, "null"},
    {Norm::l1, "l1"},
    {Norm::l2, "l2"},
});

template <>
inline constexpr auto kEnumNames<Solver> = std::to_array<EnumName<Solver>>({
    {Solver::hals, "hals"},
    {Solver::mu, "mu"},
    {Solver::scd, "scd"},
    {Solver::adam, "adam"},
});

template <>
inline constexpr auto kEnumNames<BetaLoss> = std::to_array<EnumName<BetaLoss>>({
    {BetaLoss::frobenius, "frobenius"},
    {BetaLoss::kullback_leibler, "kullback-leibler"},
});

template <>
inline constexpr auto kEnumNames<Engine> = std::to_array<EnumName<Engine>>({
    {Engine::automatic, "auto"},
    {Engine::dense, "dense"},
    {Engine::gram, "gram"},
});

template <>
inline constexpr auto kEnumNames<Init> = std::to_array<EnumName<Init>>({
    {Init::automatic, "auto"},
    {Init::normal, "normal"},
    {Init::random, "random"},
    {Init::nndsvd, "nndsvd"},
    {Init::nndsvda, "nndsvda"},
    {Init::nndsvdar, "nndsvdar"},
    {Init::file, "path of factors"},
});

template <>
inline constexpr auto kEnumNames<Dtype> = std::to_array<EnumName<Dtype>>({
    {Dtype::float32, "float32"},
    {Dtype::float64, "float64"},
});

template <>
inline constexpr auto kEnumNames<Show> = std::to_array<EnumName<Show>>({
    {Show::topics, "topics"},
    {Show::w, "w"},
    {Show::none, "none"},
});

/// Throws std::logic_error for a value that the table lacks: a fault of ours.
template <typename E>
std::string_view name_of(E value) {
  for (const EnumName<E>& entry : kEnumNames<E>) {
    if (entry.value == value) return entry.name;
  }
  throw std::logic_error("an enumeration's value has no name");
}

}  // namespace nmf::config
