//! Which word somebody meant.
//!
//! In: a word that means nothing, and those that would. Out: the one that it resembles most, if any does. What always holds: a
//! short word resembles only what is one slip away.

/// The longest word that is compared, in characters.
const LONGEST: usize = 64;
/// With how many others it is compared: a hint is not worth more time.
const MOST_KNOWN: usize = 2_000;
/// The longest character, in bytes.
const BYTES: usize = 4;

/// The nearest of the known words: at most one slip away, or two for a word of more than five letters.
///
/// A slip is a letter too many, too few, another one, or two in the wrong order; capitals and small letters are alike.
pub(crate) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let letters = folded(word);
    if letters.len() > LONGEST {
        return None;
    }
    let most = match letters.len() {
        0..3 => 0,
        3..6 => 1,
        _ => 2,
    };
    let known = known.into_iter().take(MOST_KNOWN);
    let may_be_near = |known: &&str| known.len().abs_diff(word.len()) <= most * BYTES;
    let near = known.filter(may_be_near).filter_map(|known| {
        let other = folded(known);
        let is_near = other.len().abs_diff(letters.len()) <= most && known != word;
        let slips = is_near.then(|| slips(&letters, &other))?;
        (slips <= most).then_some((slips, known))
    });
    near.min_by_key(|(slips, _)| *slips).map(|(_, known)| known)
}

/// The same as the beginning of a hint: a question and a space, or nothing.
pub(crate) fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    match nearest(word, known) {
        Some(known) => format!("did you mean `{known}`? "),
        None => String::new(),
    }
}

fn folded(word: &str) -> Vec<char> {
    word.chars().flat_map(char::to_lowercase).collect()
}

/// The distance of Damerau and Levenshtein, in which no letter is moved twice.
fn slips(one: &[char], other: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=other.len()).collect();
    for (row, letter) in one.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, against) in other.iter().enumerate() {
            let at = |row: &[usize], column: usize| row.get(column).copied().unwrap_or(usize::MAX);
            let changed = at(&above, column) + usize::from(letter != against);
            let around = at(&above, column + 1).min(at(&current, column)) + 1;
            let swapped = row > 0
                && column > 0
                && one.get(row - 1) == Some(against)
                && other.get(column - 1) == Some(letter);
            let swapped = match swapped {
                true => at(&before, column - 1).saturating_add(1),
                false => usize::MAX,
            };
            current.push(changed.min(around).min(swapped));
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_word_is_near_another_by_few_slips() {
        for (word, meant) in [
            ("enmu", Some("enum")),
            ("requird", Some("required")),
            ("Required", Some("required")),
            ("reqiured", Some("required")),
            ("example", None),
            ("it", None),
            ("", None),
            ("constant", None),
        ] {
            assert_eq!(nearest(word, ["required", "in", "enum"]), meant, "{word}");
        }
        assert_eq!(nearest("abcdef", ["abcdxx", "abcdex"]), Some("abcdex"));
        assert_eq!(nearest(&"a".repeat(1_000), ["aa"]), None);
    }
}
