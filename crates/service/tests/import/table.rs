//! What a row may say beside who, when and how much; and how far an import is.

use csv::ByteRecord;
use domain::profile::Profile;
use expect_test::expect;
use service::import::{Names, Options, Reject, Watch, import};

use super::{Shop, options};

fn whole() -> Options {
    let columns = Names {
        order: Some("order".into()),
        event: Some("event".into()),
        currency: Some("currency".into()),
        products: Some("products".into()),
        ..options().columns
    };
    Options { columns, ..options() }
}

/// What is left of each order of a customer.
async fn kept(shop: &Shop, customer: &str) -> Vec<String> {
    let end = "1999-01-01T00:00:00Z".parse().unwrap();
    let profile = Profile::as_of(end, shop.history(customer).await);
    profile.orders.iter().map(|order| format!("{} {}", order.id, order.net)).collect()
}

#[tokio::test]
async fn a_row_says_what_happened_in_which_currency_and_of_which_products() {
    let shop = Shop::new();
    let file = "customer_id,date,amount,order,event,currency,products\n\
        ada,1998-03-01,100,A-1,,EUR,lp-1:2:30; lp-2:1:40\n\
        ada,1998-03-02,,A-1,Order Refunded,,lp-1\n\
        ada,1998-03-03,5,A-1,order_refunded,,\n\
        ada,1998-03-04,50,A-2,Order Completed,,\n\
        ada,1998-03-05,-20,A-2,,,\n\
        ada,1998-03-06,9,A-3,completed,JPY,\n\
        ada,1998-03-07,,A-3,Order Cancelled,,\n";
    let first = shop.import(file, &whole()).await.unwrap();
    assert_eq!((first.rows, first.new, first.rejected), (7, 7, 0));
    assert_eq!(kept(&shop, "ada").await, ["A-1 65.00 EUR", "A-2 30.00 USD"]);
    let again = shop.import(file, &whole()).await.unwrap();
    assert_eq!((again.new, again.known), (0, 7));
}

#[tokio::test]
async fn what_cannot_be_made_out_is_said_of_its_column() {
    let shop = Shop::new();
    let file = "customer_id,date,amount,order,event,currency,products\n\
        ada,1998-03-01,5,A-1,Refund,,\n\
        ada,1998-03-01,5,A-1,,gold,\n\
        ada,1998-03-01,5,A-1,,,lp-1:1:cheap\n\
        ada,1998-03-01,5,,Order Refunded,,\n\
        ada,1998-03-01,-5,,,,\n";
    let (summary, rejects) = shop.import_and_reject(file.as_bytes(), &whole()).await.unwrap();
    assert_eq!((summary.rows, summary.rejected), (5, 5));
    expect![[r#"
        line,column,value,rule,customer_id,date,amount,order,event,currency,products
        2,event,Refund,"must be `Order Completed`, `Order Refunded` or `Order Cancelled`, or nothing",ada,1998-03-01,5,A-1,Refund,,
        3,currency,gold,"must be a currency code of ISO 4217 in use, such as EUR",ada,1998-03-01,5,A-1,,gold,
        4,products,lp-1:1:cheap,"must be a plain decimal number, such as 12.50",ada,1998-03-01,5,A-1,,,lp-1:1:cheap
        5,order,,must not be empty,ada,1998-03-01,5,,Order Refunded,,
        6,order,,must not be empty,ada,1998-03-01,-5,,,,
    "#]].assert_eq(&String::from_utf8(rejects).unwrap());
}

#[tokio::test]
async fn money_that_was_given_back_needs_an_order() {
    let shop = Shop::new();
    let file = "customer_id,date,amount,event\nada,1998-03-01,5,Order Refunded\n";
    let columns = Names { event: Some("event".into()), ..options().columns };
    let (summary, rejects) =
        shop.import_and_reject(file.as_bytes(), &Options { columns, ..options() }).await.unwrap();
    assert_eq!(summary.rejected, 1);
    assert!(String::from_utf8(rejects).unwrap().contains("properties.order_id,,must be given"));
}

#[tokio::test]
async fn whoever_waits_is_told_how_far_it_is() {
    struct Far(Vec<u64>);
    impl Watch for Far {
        fn read(&mut self, bytes: u64) {
            self.0.push(bytes);
        }

        fn rejected(&mut self, _: &ByteRecord, _: &ByteRecord, _: &Reject) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (shop, mut far) = (Shop::new(), Far(Vec::new()));
    let rows: String = (0..9_000).map(|n| format!("c-{n},1998-03-01,5\n")).collect();
    let file = format!("customer_id,date,amount\n{rows}");
    let now = "1998-06-30T09:00:00Z".parse().unwrap();
    import(&shop.store, &shop.program, file.as_bytes(), &options(), now, &mut far).await.unwrap();
    assert!(far.0.len() >= 4 && far.0.is_sorted(), "{:?}", far.0);
    assert!(far.0[0] < file.len() as u64, "it was told on the way");
    assert_eq!(far.0.last(), Some(&(file.len() as u64)), "and at the end");
}
