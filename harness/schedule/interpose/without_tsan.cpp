// For the flavours without ThreadSanitizer (engine/happens_before.hpp).

extern "C" {
extern const bool gauntlet_engine_tsan_is_linked;
const bool gauntlet_engine_tsan_is_linked = false;
}
