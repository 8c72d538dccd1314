#include "output_place.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "nmf/core/error.h"
#include "nmf/core/output_target.h"
#include "nmf/core/quote.h"
#include "nmf/model/model_file.h"

namespace nmf::app {
namespace fs = std::filesystem;
namespace {

bool is_model(const fs::path& directory) {
  const auto is_there = [&](const std::string& file) {
    std::error_code ignored;
    return fs::exists(directory / file, ignored);
  };
  return std::all_of(model_files().begin(), model_files().end(), is_there);
}

}  // namespace

void check_outside_models(const fs::path& path) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(fs::absolute(path).parent_path(), error);
  if (error) return;  // whoever writes there says why it can't be
  for (fs::path at = folder; at != at.root_path(); at = at.parent_path()) {
    if (!is_model(at)) continue;
    throw IoError(fmt::format(
        "{}: would lie in the model directory {}, which nmf fit replaces only while it holds "
        "nothing else; name a place outside it",
        path.string(), quote(at.string())));
  }
}

OutputDirectory output_directory(const fs::path& path, const std::vector<std::string>& files) {
  check_outside_models(output_target(path));
  return {path, files, files.front()};
}

}  // namespace nmf::app
