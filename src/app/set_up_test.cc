// The one-time link that a server is set up by.

#include "app/app_testing.h"

namespace assay::app {
namespace {

class SetUpTest : public ::testing::TestWithParam<Dialect> {
 protected:
  store::TestDatabase test{GetParam()};
  files::Files files{files::Files::open(test.folder.path() + "/files").value()};
  live::Live live{*test.database};
  Context context{*test.database, live, files, test.clock, cheapest_cost, {}, {}};

  std::string link() { return make_setup_link(context).value().value(); }
  Result<SignedIn> go(const std::string& token) {
    return set_up(context, {}, {token, "Client", "Ada", "ada@example.org", "a long enough phrase"});
  }
};
ASSAY_ON_BOTH_DATABASES(SetUpTest);

TEST_P(SetUpTest, a_link_ends_after_a_day_and_works_once) {
  const std::string early = link();
  test.clock.advance(day_us);
  const auto late = go(early);
  ASSERT_FALSE(late.ok());
  EXPECT_EQ(late.error().code, ErrorCode::forbidden);
  EXPECT_NE(late.error().message.find("prints a new one"), std::string::npos);
  const std::string fresh = link();
  test.clock.advance(day_us - second_us);
  EXPECT_TRUE(go(fresh).ok());
  EXPECT_FALSE(go(fresh).ok());
}

}  // namespace
}  // namespace assay::app
