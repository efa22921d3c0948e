#pragma once

#include "report/document.hpp"
#include "report/summary.hpp"

namespace felt {

// A summary in words, on one screen for a journal of a few sessions: the period, what to bring up, each
// thread before and after the sessions, the feelings named most, the trend, the cautions that apply and what
// felt is not. With fewer than 3 entries it shows these instead of comparing. A summary of one thread has
// room for more: every question as it was asked, the days around the sessions and all words. A printed page
// has room for the pictures of one line each of the first threads, and a summary of one thread for those of
// every line that can be compared.
enum class Room { screen, page };
Document summary_document(const Summary& summary, Room room = Room::screen);

}  // namespace felt
