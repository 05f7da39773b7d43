//! Words of phrases: verbs, prepositions and articles.
//!
//! In: a word in lower case. Out: what kind of word it is. What always holds: nothing here depends on a document.

use crate::api::Method;

/// What an operation of a method does, where nothing else says it.
pub fn plain(method: Method, one: bool, listed: bool) -> &'static str {
    match method {
        Method::Get if listed => "list",
        Method::Get => "retrieve",
        Method::Post if one => "update",
        Method::Post => "create",
        Method::Put => "replace",
        Method::Patch => "update",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Trace => "trace",
    }
}

/// The method as a word.
pub fn method(method: Method) -> &'static str {
    match method {
        Method::Get => "get",
        Method::Put => "put",
        Method::Post => "post",
        Method::Delete => "delete",
        Method::Options => "options",
        Method::Head => "head",
        Method::Patch => "patch",
        Method::Trace => "trace",
    }
}

/// Words for reading: all of them are `list` or `retrieve`, by what is read.
pub fn is_reading(word: &str) -> bool {
    [
        "all", "fetch", "get", "index", "list", "load", "read", "retrieve", "show", "view",
    ]
    .contains(&word)
}

/// Other words for the plain verb of a method, where nothing stands behind them.
pub fn is_plain(word: &str, verb: &str) -> bool {
    match verb {
        "create" => ["insert", "new", "post"].contains(&word),
        "delete" => ["del", "destroy", "erase"].contains(&word),
        "update" => ["patch", "post"].contains(&word),
        "replace" => word == "put",
        _ => false,
    }
}

/// Whether a word comes before the verb and belongs to it: `batch retrieve`.
pub fn is_manner(word: &str) -> bool {
    [
        "async",
        "batch",
        "bulk",
        "deprecated",
        "mass",
        "multi",
        "quick",
        "re",
        "soft",
    ]
    .contains(&word)
}

/// Words that stand behind a noun in ids that begin with it: `userCreate`.
pub fn is_trailing(word: &str) -> bool {
    is_reading(word)
        || [
            "add", "create", "del", "delete", "destroy", "edit", "insert", "patch", "post", "put",
            "remove", "replace", "search", "update",
        ]
        .contains(&word)
}

/// Whether a word says what is done, and names no thing as well.
pub fn is_sure(word: &str) -> bool {
    is_verb(word) && !has(THINGS, word)
}

/// Whether a word says that something is undone or taken away: `DELETE …/disable` disables.
pub fn undoes(word: &str) -> bool {
    let is_opposite = word.starts_with("dis") || word.starts_with("un");
    is_opposite && is_sure(word)
        || [
            "cancel",
            "clear",
            "deactivate",
            "deregister",
            "detach",
            "purge",
            "remove",
            "revoke",
            "wipe",
        ]
        .contains(&word)
}

/// Whether a word says what is done.
pub fn is_verb(word: &str) -> bool {
    has(VERBS, word) || is_reading(word)
}

/// Whether a word is one of these.
fn has(words: &str, word: &str) -> bool {
    words.split(' ').any(|other| other == word)
}

/// Whether a word can't end a phrase.
pub fn dangles(word: &str) -> bool {
    is_article(word) || is_preposition(word) || ["and", "or"].contains(&word)
}

/// `a`, `an`, `the`.
pub fn is_article(word: &str) -> bool {
    ["a", "an", "the"].contains(&word)
}

/// Words that say how a thing stands to the one that follows.
pub fn is_preposition(word: &str) -> bool {
    [
        "across", "after", "against", "among", "as", "at", "before", "between", "by", "during",
        "for", "from", "in", "into", "of", "on", "onto", "over", "per", "through", "to", "under",
        "upon", "using", "via", "with", "within", "without",
    ]
    .contains(&word)
}

/// Verbs that are things as often.
const THINGS: &str = "\
    answer backup ban block book call change charge claim clone contact count end exchange export filter fund \
    grant import index issue link lock log login match monitor order patch pin play post process purchase query \
    queue refund release reply report request reset return review run schedule set share sign sort split star \
    start store stream swap switch test track transfer trigger use view watch";

/// What operations do, in the order of the alphabet.
const VERBS: &str = "\
    abort accept accrue accumulate ack acknowledge acquire activate add adjust aggregate allocate allow amend \
    analyze annotate answer append apply approve archive assign associate assume attach attest authenticate \
    authorize backup ban bind block book browse buy calculate call cancel capture change charge check checkout \
    claim classify clean clear clone close collect commit compact compare compile complete compose compute \
    concatenate configure confirm connect consent consume contact convert copy count crawl create crop deactivate \
    debit decline decode decrease decrypt delete demote deny deploy deposit deprecate deregister derive describe \
    destroy detach detect dial disable disassociate disconnect discover dismiss dispatch download downvote drain \
    duplicate echo edit eject elect embed emit enable encode encrypt end enqueue enrich enroll ensure enter erase \
    escalate estimate evaluate exchange execute exempt expire explain export expose extend extract fail fetch \
    filter finalise finalize find finish flush follow force fork forward freeze fund generate give grant guess \
    handle hibernate hide identify impersonate import increase increment ingest initialize initiate insert inspect \
    install interrupt invalidate investigate invite invoke issue join kick kickoff kill launch learn leave link \
    load locate lock log login logout lookup make mark match merge migrate moderate modify monitor mount move mute \
    nack normalize notify obtain onboard open opt optimize order override park parse patch pause pay perform \
    persist pick pin ping play poll populate post predict prepare prepay preview print process produce promote \
    provision prune publish pull purchase purge push put quarantine query queue raise reactivate reassign rebase \
    reboot rebuild recalculate receive recommend reconcile recover redact redeem redeliver redirect reduce refresh \
    refund regenerate register regret reinstate reject relay release reload remind remove rename render renew \
    reopen reorder repair replace replay reply report reprocess republish request requeue reroute rescan \
    reschedule resend reserve reset resize resolve restart restore restrict resume resync retire retrieve retry \
    return revalidate reveal reverse revert review revoke rollback rotate run sanitize save scan schedule search \
    seek select send serve set settle share shorten shuffle shutdown sign silence simulate skip snooze solve sort \
    spawn split standardize star start stop store stream stub submit subscribe suggest summarize supersede suspend \
    swap switch sync synchronize terminate test toggle tokenize track train transcribe transfer transform \
    transition translate trigger unarchive unassign unban unbind unblock uncancel uncapture undelete underwrite \
    undo unenroll unfollow unfreeze unhide uninstall unlink unlock unmount unmute unpause unpin unpublish \
    unregister unset unshare unsnooze unstar unsubscribe unsuspend untag update upgrade upload upsert upvote use \
    vacuum validate verify void wait wake warm watch wipe withdraw write zip";
