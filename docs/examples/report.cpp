// A model as a page for the browser.
#include <cstdio>

#include "nmf/core/error.h"
#include "nmf/core/output_file.h"
#include "nmf/model/load_model.h"
#include "nmf/model/topic_names.h"
#include "nmf/report/report.h"

int main(int argc, char** argv) try {
  const nmf::Model model = nmf::load_model(argc > 1 ? argv[1] : "runs/news");
  const std::string html = nmf::report_html(model, {.names = nmf::read_topic_names(model)});
  nmf::write_file("topics.html", html);
  std::printf("%s\n", html.substr(0, html.find('\n')).c_str());
} catch (const nmf::Error& error) {
  std::fprintf(stderr, "%s\n", error.what());
  return 1;
}
