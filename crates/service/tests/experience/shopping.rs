//! Why an offer is shown: products, baskets, friends, benefits and days; and what is never said.

use domain::condition::{Condition, Goods, Leaf, Range};
use domain::event::{Fact, Item};
use domain::id::{BehaviourName, BenefitId, Category, CustomerId, Locale, OrderId, ProductId};
use domain::lifecycle::Stage;
use domain::profile::Profile;
use domain::referral::{Referral, Side};
use domain::surface::Surface;
use domain::time::{Date, Weekday};
use expect_test::expect;

use crate::house::{at, bought, dollars, profile, profile_of};
use crate::reasons::{fact, why};

fn jazz() -> Goods {
    Goods::Category(Category::new("Jazz").unwrap())
}

fn product(id: &str) -> Goods {
    Goods::Product(ProductId::new(id).unwrap())
}

fn item(id: &str, quantity: u32) -> Item {
    let category = Some(Category::new("Jazz").unwrap());
    Item { product: ProductId::new(id).unwrap(), category, quantity, price: Some(dollars(15)) }
}

fn name(name: &str) -> BehaviourName {
    BehaviourName::new(name).unwrap()
}

/// Someone who likes jazz.
fn listener() -> Profile {
    let order = |id: &str, items| Fact::OrderCompleted {
        order: OrderId::new(id).unwrap(),
        total: dollars(30),
        items,
    };
    let done = |what: &str, item| Fact::Behaviour { name: name(what), item };
    profile_of([
        (at("1998-05-03T16:00:00Z"), order("o-1", vec![item("lp-1", 2)])),
        (at("1998-06-01T16:00:00Z"), order("o-2", vec![item("lp-2", 1)])),
        (at("1998-06-03T16:00:00Z"), done("Product Viewed", Some(item("lp-3", 1)))),
        (at("1998-06-04T16:00:00Z"), done("Product Viewed", Some(item("lp-4", 1)))),
        (at("1998-06-05T16:00:00Z"), done("Product Added", Some(item("lp-4", 3)))),
        (at("1998-06-06T16:00:00Z"), done("Checkout Started", None)),
        (at("1998-06-07T16:00:00Z"), done("Friend Invited", None)),
        (at("1998-06-08T16:00:00Z"), done("Piano Tuned", None)),
    ])
}

fn told(profile: &Profile, leaves: impl IntoIterator<Item = Leaf>) -> String {
    leaves.into_iter().map(|leaf| why(profile, fact(leaf))).collect()
}

#[test]
fn what_was_bought_and_looked_at_is_said_by_its_kind_or_by_its_day() {
    let some = Range::at_least(1);
    let leaves = [
        Leaf::Bought(jazz(), None, some),
        Leaf::Bought(jazz(), Some(30), some),
        Leaf::Bought(product("lp-1"), None, some),
        Leaf::Viewed(jazz(), Some(90), some),
        Leaf::Viewed(jazz(), Some(27), some),
        Leaf::Viewed(product("lp-3"), None, some),
        Leaf::AverageOrder(Range::at_least(dollars(20))),
    ];
    expect![[r#"
        You have bought 3 items from “Jazz” so far.
        Vous avez acheté 3 articles du rayon « Jazz » jusqu’ici.
        You have bought 1 item from “Jazz” in the past 30 days.
        Vous avez acheté 1 article du rayon « Jazz » au cours des 30 derniers jours.
        This goes with what you bought on May 3.
        Cela va avec ce que vous avez acheté le 3 mai.
        You have looked at items from “Jazz” 2 times in the past 90 days.
        Vous avez regardé des articles du rayon « Jazz » 2 fois au cours des 90 derniers jours.
        You have looked at something from “Jazz” in the past 27 days.
        Vous avez regardé un article du rayon « Jazz » au cours des 27 derniers jours.
        This goes with what you looked at on June 3.
        Cela va avec ce que vous avez regardé le 3 juin.
        Your orders come to $30.00 on average.
        Vos commandes s’élèvent à 30,00 $US en moyenne.
    "#]]
    .assert_eq(&told(&listener(), leaves));
    let once = profile(bought(Stage::New));
    expect![[r#"
        Your order came to $18.00.
        Votre commande s’élevait à 18,00 $US.
    "#]]
    .assert_eq(&told(&once, [Leaf::AverageOrder(Range::at_least(dollars(1)))]));
}

#[test]
fn what_is_in_the_basket_is_said() {
    let leaves = [
        Leaf::Basket(Range::at_least(dollars(40))),
        Leaf::InBasket(jazz(), Range::at_least(1)),
        Leaf::InBasket(product("lp-4"), Range::at_least(1)),
    ];
    expect![[r#"
        What is in your basket comes to $45.00.
        Votre panier s’élève à 45,00 $US.
        There are 3 items from “Jazz” in your basket.
        Votre panier contient 3 articles du rayon « Jazz ».
        This goes with what is in your basket.
        Cela va avec ce qui est dans votre panier.
    "#]]
    .assert_eq(&told(&listener(), leaves));
}

#[test]
fn when_something_was_last_done_is_said() {
    let leaves = ["Product Viewed", "Product Added", "Checkout Started", "Friend Invited", "Piano Tuned"]
        .map(|done| Leaf::DaysSinceBehaviour(name(done), Range::at_most(60)));
    expect![[r#"
        You last looked at a product on June 4.
        Vous avez regardé un article pour la dernière fois le 4 juin.
        You last put something in your basket on June 5.
        Vous avez mis un article dans votre panier pour la dernière fois le 5 juin.
        You last started a checkout on June 6.
        Vous avez commencé un achat pour la dernière fois le 6 juin.
        You last invited a friend on June 7.
        Vous avez invité un proche pour la dernière fois le 7 juin.
        This goes with what you did here on June 8.
        Cela va avec ce que vous avez fait ici le 8 juin.
    "#]]
    .assert_eq(&told(&listener(), leaves));
}

#[test]
fn what_is_not_there_is_said_so_or_not_at_all() {
    let none = Range::at_most(0);
    let leaves = [
        Leaf::Bought(jazz(), None, none),
        Leaf::Bought(product("lp-1"), None, none),
        Leaf::Viewed(jazz(), Some(7), none),
        Leaf::Viewed(product("lp-1"), None, none),
        Leaf::Basket(Range::at_most(dollars(0))),
        Leaf::InBasket(jazz(), none),
        Leaf::InBasket(product("lp-1"), none),
        Leaf::Friends(none),
    ];
    expect![[r#"
        You have not bought anything from “Jazz” so far.
        Vous n’avez rien acheté au rayon « Jazz » jusqu’ici.
        For everyone with an account here.
        Pour qui a un compte ici.
        You have not looked at anything from “Jazz” in the past 7 days.
        Vous n’avez rien regardé au rayon « Jazz » au cours des 7 derniers jours.
        For everyone with an account here.
        Pour qui a un compte ici.
        Your basket is empty.
        Votre panier est vide.
        There is nothing from “Jazz” in your basket.
        Votre panier ne contient rien du rayon « Jazz ».
        For everyone with an account here.
        Pour qui a un compte ici.
        For everyone with an account here.
        Pour qui a un compte ici.
    "#]]
    .assert_eq(&told(&Profile::default(), leaves));
}

#[test]
fn friends_who_came_are_counted_and_not_named() {
    let brought = |count: usize| {
        let referral = |n: usize| Referral {
            side: Side::Inviter,
            other: CustomerId::new(format!("friend-{n}")).unwrap(),
            order: OrderId::new(format!("order-{n}")).unwrap(),
            at: at("1998-06-01T16:00:00Z"),
        };
        Profile { referrals: (0..count).map(referral).collect(), ..listener() }
    };
    let leaf = Leaf::Friends(Range::at_least(1));
    expect![[r#"
        1 friend you invited has ordered.
        1 proche que vous avez invité a passé commande.
    "#]]
    .assert_eq(&told(&brought(1), [leaf.clone()]));
    expect![[r#"
        3 friends you invited have ordered.
        3 proches que vous avez invités ont passé commande.
    "#]]
    .assert_eq(&told(&brought(3), [leaf]));
}

#[test]
fn a_benefit_is_said_by_its_name() {
    let benefit = BenefitId::new("prelude-benefit").unwrap();
    expect![[r#"
        Your tier gives you “A place to listen”.
        Votre niveau vous donne « Un lieu d’écoute ».
    "#]]
    .assert_eq(&told(&listener(), [Leaf::BenefitLeft(benefit, Range::at_least(1))]));
}

#[test]
fn a_day_of_the_week_is_said_after_what_is_about_the_customer() {
    let tuesday = Leaf::Weekday(vec![Weekday::Tuesday]);
    expect![[r#"
        Today is Tuesday.
        Nous sommes mardi.
    "#]]
    .assert_eq(&told(&listener(), [tuesday.clone()]));
    let condition = Condition::All(vec![fact(tuesday), fact(Leaf::Orders(None, Range::at_least(1)))]);
    expect![[r#"
        You have ordered 2 times so far. | Today is Tuesday.
        Vous avez passé 2 commandes jusqu’ici. | Nous sommes mardi.
    "#]]
    .assert_eq(&why(&listener(), condition));
}

#[test]
fn what_was_concluded_and_what_is_not_about_the_customer_is_never_said() {
    let leaves = [
        Leaf::ExpectedOrders(365, Range::at_least(0.0)),
        Leaf::StillWithUs(Range::at_least(0.0)),
        Leaf::Date(Range::at_least(Date::constant(1998, 6, 1))),
    ];
    for leaf in leaves {
        expect![[r#"
            For everyone with an account here.
            Pour qui a un compte ici.
        "#]]
        .assert_eq(&told(&listener(), [leaf]));
    }
    let elsewhere = [Leaf::Surface(vec![Surface::Till]), Leaf::Locale(vec![Locale::new("fr").unwrap()])];
    for leaf in elsewhere {
        let not = Condition::Not(Box::new(fact(leaf)));
        expect![[r#"
            For everyone with an account here.
            Pour qui a un compte ici.
        "#]]
        .assert_eq(&why(&listener(), not));
    }
}
