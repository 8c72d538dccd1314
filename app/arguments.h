#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nmf::app {

/// The command line of a command that works on a model. Every method but `parse` describes it
/// before or reads it after; all throw UsageError.
class Arguments {
 public:
  /// \param positional  what it takes besides options, for the help, e.g. "MODEL"
  Arguments(std::string command, const std::string& summary, const std::string& positional);
  ~Arguments();
  Arguments(const Arguments&) = delete;
  Arguments& operator=(const Arguments&) = delete;

  /// An option with a value. \param value  its name in the help
  void option(const std::string& name, const std::string& meaning, const std::string& value);
  /// The command can do without what it takes besides options; the help then shows it in brackets.
  void positional_is_optional();
  /// One that may be repeated.
  void repeated(const std::string& name, const std::string& meaning, const std::string& value);
  void flag(const std::string& name, const std::string& meaning);
  /// --threads and --quiet.
  void work_options();

  /// False where --help was given, which it prints.
  bool parse(int argc, const char* const* argv);

  /// The value of an option; none where it was not given. Given twice or empty it is refused.
  [[nodiscard]] std::optional<std::string> text(const std::string& name) const;
  [[nodiscard]] std::int64_t integer(const std::string& name, std::int64_t low, std::int64_t high,
                                     std::int64_t otherwise) const;
  [[nodiscard]] double number(const std::string& name, double low, double high,
                              double otherwise) const;
  /// One of `choices`, its place there; the first where it was not given.
  [[nodiscard]] std::size_t choice(const std::string& name,
                                   const std::vector<std::string>& choices) const;
  /// Refuses options that have no meaning beside `with`, e.g. "--term".
  void refuse(const std::vector<std::string>& names, const std::string& with) const;
  [[nodiscard]] bool is_set(const std::string& flag) const;
  /// Of work_options: 0 for all.
  [[nodiscard]] int threads() const;
  [[nodiscard]] bool quiet() const { return is_set("quiet"); }
  /// The one positional argument.
  [[nodiscard]] std::string positional() const;
  /// The same of a command that can do without.
  [[nodiscard]] std::optional<std::string> positional_if_given() const;
  /// All of them, where there must be so many.
  [[nodiscard]] std::vector<std::string> positionals(std::size_t count) const;
  /// The values of an option that may be repeated.
  [[nodiscard]] std::vector<std::string> texts(const std::string& name) const;

 private:
  struct State;
  std::string command_;
  std::string positional_;
  std::unique_ptr<State> state_;
};

}  // namespace nmf::app
