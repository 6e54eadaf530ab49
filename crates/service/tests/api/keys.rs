//! The keys file.

use domain::id::BrandId;
use service::door::Strength;
use service::keys::{self, Fresh, Keys, fresh};

fn made() -> Fresh {
    let origins = ["https://corner.example".to_owned(), "http://127.0.0.1:8787".to_owned()];
    fresh(&BrandId::new("corner").unwrap(), &origins).unwrap()
}

#[test]
fn what_was_made_can_be_read() {
    let made = made();
    let (brand, keys) = Keys::read(&made.file).unwrap();
    assert_eq!(brand.as_str(), "corner");
    assert_eq!(keys.identity[0].0, made.kid);
    assert_eq!(keys.strength(&made.public), Some(Strength::Public));
    assert_eq!(keys.strength(&made.secret), Some(Strength::Secret));
    assert_eq!(keys.strength("sk_guessed"), None);
    assert!(keys.is_at_home("http://127.0.0.1:8787") && !keys.is_at_home("http://127.0.0.1"));
}

#[test]
fn the_service_is_never_told_the_write_keys_or_the_private_key() {
    let made = made();
    assert!(!made.file.contains(&made.public) && !made.file.contains(&made.secret));
    let private: Vec<&str> = made.identity.lines().filter(|line| !line.starts_with('-')).collect();
    assert!(!private.is_empty() && private.iter().all(|line| !made.file.contains(line)));
}

#[test]
fn keys_can_be_printed_without_harm() {
    let (_, keys) = Keys::read(&made().file).unwrap();
    let printed = format!("{keys:?}");
    assert!(printed.contains("corner.example") && !printed.contains("voucher"), "{printed}");
    assert!(!printed.contains(&format!("{:?}", &keys.write[0].0[..4]).replace(['[', ']'], "")));
}

#[test]
fn a_file_that_is_wrong_says_where_and_never_what_stood_there() {
    let file = made().file;
    let error = |file: String| Keys::read(&file).unwrap_err().to_string();
    let voucher = file.lines().find(|line| line.starts_with("voucher")).unwrap();
    assert_eq!(
        error(file.replace(voucher, "voucher = \"secret\"")),
        "`voucher` must be 32 bytes in base64url"
    );
    let torn = error(file.replace(voucher, "voucher = \"secret"));
    assert!(torn.starts_with("line 3: ") && !torn.contains("secret"), "{torn}");
    assert_eq!(
        error(file.replace("\"corner\"", "\"Corner\"")),
        "`brand` must be a slug: lower-case letters, digits and hyphens, starting with a letter"
    );
    for origin in [
        "corner.example",
        "https://corner.example/",
        "https://Corner.example",
        "https://corner.example:443",
        "http://corner.example:80",
        "httpx://corner.example",
        "https://*.example",
        "null",
    ] {
        let error = error(file.replace("https://corner.example", origin));
        assert!(error.starts_with("`origins[0]` must be an origin"), "{origin}: {error}");
    }
}

#[test]
fn a_key_that_pages_publish_is_never_one_for_servers() {
    let file = made().file;
    let hashes: Vec<&str> = file.lines().filter(|line| line.starts_with("sha256")).collect();
    let twice = file.replace(hashes[0], hashes[1]);
    assert_eq!(Keys::read(&twice).unwrap_err().to_string(), "`write[1].sha256` must be listed once");
}

#[test]
fn each_kind_of_key_can_be_added_and_retired_and_the_text_around_it_stays() {
    let file = made().file + "\n# Written by hand.\n";
    let keys = |file: &str| Keys::read(file).unwrap().1;
    let written =
        |file: &str| file.contains("# Written by hand.") && file.contains("# The pages that may ask.");

    let signer = keys::add_identity(&file).unwrap();
    let kids = |file: &str| keys(file).identity.into_iter().map(|(kid, _)| kid).collect::<Vec<_>>();
    assert_eq!(kids(&signer.file), [kids(&file)[0].clone(), signer.kid.clone()]);
    let public = keys::signing_key(&signer.identity).unwrap().verifying_key().to_bytes();
    assert_eq!(keys(&signer.file).identity[1].1, public);
    let left = keys::retire(&signer.file, &kids(&file)[0]).unwrap();
    assert_eq!(kids(&left), [signer.kid]);
    assert!(written(&signer.file) && written(&left));

    let secrets = |file: &str| keys(file).voucher.all().map(keys::secret_name).collect::<Vec<_>>();
    let (once, first) = keys::add_voucher(&file).unwrap();
    let (twice, second) = keys::add_voucher(&once).unwrap();
    assert_eq!(secrets(&twice), [second.clone(), first.clone(), secrets(&file)[0].clone()]);
    let left = keys::retire(&keys::retire(&twice, &first).unwrap(), &secrets(&file)[0]).unwrap();
    assert_eq!(secrets(&left), [&*second]);
    assert!(written(&twice) && written(&left));
    assert_eq!(
        keys::retire(&left, &second).unwrap_err().to_string(),
        "`name` must not be that of the secret vouchers are signed with: add another first"
    );
    assert_eq!(
        keys::retire(&left, "nobody").unwrap_err().to_string(),
        "`name` must be that of one key: see `constance keys list`"
    );
}
