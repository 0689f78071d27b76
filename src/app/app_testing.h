#pragma once
// A server without its sockets, on a database of its own: what the tests of this room share.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/annotations.h"
#include "app/imports.h"
#include "app/projects.h"
#include "app/users.h"
#include "base/json_text.h"
#include "base/key_file.h"
#include "store/store_testing.h"

namespace assay::app {

using store::Dialect;

struct Server {
  store::TestDatabase test;
  files::Files files;
  live::Live live;
  Secret sealing_key{std::string(sealing_key_bytes, 'k')};
  Context context;
  Caller owner;

  explicit Server(Dialect dialect)
      : test(dialect),
        files(files::Files::open(test.folder.path() + "/files").value()),
        live(*test.database),
        context{*test.database, live, files, test.clock, cheapest_cost, {}, {}} {
    const auto link = make_setup_link(context);
    const auto made =
        set_up(context, {}, {*link.value(), "Client", "Ada", "ada@example.org", "a long enough phrase"});
    context.sealing_key = &sealing_key;
    context.subject_keys = test.keys.get();
    owner = Caller{made.value().session.user, Access::write, "r-1", "127.0.0.1"};
    owner.session = made.value().session.id;
  }

  domain::ProjectId project(std::vector<domain::Question> questions = {}) {
    return create_project(context, owner, {"Reviews", "", "internal", std::move(questions)}).value().id;
  }

  Result<Added> add(domain::ProjectId id, const std::vector<domain::NewAnnotation>& rows,
                    std::string key = "") {
    Source source{.project = id, .idempotency_key = std::move(key), .request_sha256 = sha256("body")};
    return add_annotations(context, owner, source, rows);
  }

  ImportSpec uploaded(domain::ProjectId id, const std::string& kind, const std::string& text,
                      const std::string& name = "") {
    const auto made =
        create_upload(context, owner, id, name.empty() ? kind + ".csv" : name, std::ssize(text));
    EXPECT_TRUE(made.ok());
    EXPECT_TRUE(write_part(context, owner, made.value().upload.id, 1, text).ok());
    return {.upload = made.value().upload.id, .kind = kind};
  }

  ImportPreview preview(domain::ProjectId id, const std::string& kind, const std::string& text) {
    const auto seen = preview_import(context, owner, id, uploaded(id, kind, text));
    EXPECT_TRUE(seen.ok());
    return seen.value();
  }

  // The result of the one job that waits.
  nlohmann::json result_of(const Result<domain::Job>& queued) {
    EXPECT_TRUE(queued.ok());
    EXPECT_TRUE(run_next_job(context).value());
    const auto ended = job(context, owner, queued.value().id);
    EXPECT_EQ(ended.value().state, "done") << ended.value().error;
    return json_from<nlohmann::json>(ended.value().result);
  }

  // A file that came in parts, then the job that adds it; the job's result.
  nlohmann::json import(domain::ProjectId id, const std::string& kind, const std::string& text) {
    const ImportSpec spec = uploaded(id, kind, text);
    return result_of(start_import(context, owner, id, spec));
  }
};

inline domain::NewAnnotation says(const std::string& item, const std::string& annotator,
                                  const std::string& label) {
  domain::NewAnnotation a;
  a.item = item;
  a.annotator = annotator;
  a.label = label;
  return a;
}

}  // namespace assay::app
