//! Keeps the house in order: what may know what, what is written where, and a map that is true.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

mod tidy {
    mod arrows;
    mod files;
    mod map;
    mod tree;
    mod words;

    /// Fails with everything that is wrong, not only with what was met first.
    #[track_caller]
    fn settle(complaints: impl IntoIterator<Item = String>) {
        let complaints: Vec<_> = complaints.into_iter().collect();
        assert!(complaints.is_empty(), "\n\n{}\n", complaints.join("\n"));
    }
}
