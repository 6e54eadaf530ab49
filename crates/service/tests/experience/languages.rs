//! One customer, in each language: every kind of sentence an offer may be explained with, read out.

use domain::condition::{Condition, Goods, Leaf, Range};
use domain::event::{Fact, Item};
use domain::id::{BehaviourName, Category, Locale, OrderId, ProductId};
use domain::ledger::{BalanceRules, ReturnPolicy};
use domain::lifecycle::Stage;
use domain::profile::Profile;
use domain::program::Program;
use domain::time::Weekday;
use expect_test::{Expect, expect};

use crate::house::{at, bought, dollars, for_customers, profile_of, program, read_out, told};

/// What the six languages are.
pub(crate) const LANGUAGES: [&str; 6] = ["en", "fr", "de", "es", "it", "ar"];

/// A brand, in all of them.
pub(crate) fn speaking(program: Program) -> Program {
    Program { locales: LANGUAGES.map(|tag| Locale::new(tag).unwrap()).to_vec(), ..program }
}

/// The house, in all languages, with an offer for each of these facts.
fn house() -> Program {
    let jazz = || Goods::Category(Category::new("Jazz").unwrap());
    let behaviour = |name: &str| BehaviourName::new(name).unwrap();
    let leaves = [
        Leaf::Stage(vec![Stage::Loyal]),
        Leaf::Orders(Some(365), Range::at_least(1)),
        Leaf::Spent(None, Range::at_least(dollars(1))),
        Leaf::DaysSinceOrder(Range::at_least(1)),
        Leaf::DaysSinceFirstOrder(Range::at_least(1)),
        Leaf::AverageOrder(Range::at_least(dollars(1))),
        Leaf::Bought(jazz(), Some(90), Range::at_least(1)),
        Leaf::Behaviour(behaviour("Product Viewed"), Some(30), Range::at_least(1)),
        Leaf::DaysSinceBehaviour(behaviour("Product Viewed"), Range::at_most(60)),
        Leaf::TierAtLeast(program().ladder.tiers()[1].id.clone()),
        Leaf::Balance(Range::at_least(1)),
        Leaf::Weekday(vec![Weekday::Tuesday]),
    ];
    let offers = leaves.into_iter().enumerate().map(|(n, leaf)| {
        let title = format!("No. {n}");
        for_customers(&format!("offer-{n}"), &title, &title, Condition::Fact(leaf))
    });
    let rules = BalanceRules { pending_days: 14, expire_months: Some(12), returns: ReturnPolicy::Unlimited };
    let mut program = program();
    program.placements.values_mut().for_each(|room| *room = 20);
    speaking(Program { offers: offers.collect::<Vec<_>>().into(), balance: Some(rules), ..program })
}

/// Someone loyal who buys jazz and looks at more of it.
fn customer() -> Profile {
    let orders = bought(Stage::Loyal).iter().enumerate().map(|(n, (day, amount))| {
        let item = Item {
            product: ProductId::new("lp-1").unwrap(),
            category: Some(Category::new("Jazz").unwrap()),
            quantity: 1,
            price: Some(dollars(*amount)),
        };
        let order = OrderId::new(format!("order-{n}")).unwrap();
        let fact = Fact::OrderCompleted { order, total: dollars(*amount), items: vec![item] };
        (at(&format!("{day}T16:00:00Z")), fact)
    });
    let look = |day: &str| {
        let name = BehaviourName::new("Product Viewed").unwrap();
        (at(&format!("{day}T16:00:00Z")), Fact::Behaviour { name, item: None })
    };
    profile_of(orders.chain(["1998-06-08", "1998-06-11"].map(look)))
}

fn reads(locale: &str, expected: &Expect) {
    let told = told(&house(), &customer(), locale);
    assert_eq!(told.locale, locale);
    // The marks that keep what is put in apart from right to left are not seen.
    expected.assert_eq(&read_out(&told).replace(['\u{2068}', '\u{2069}'], ""));
}

#[test]
fn a_customer_reads_english() {
    reads(
        "en",
        &expect![[r#"
        Thank you for being a Concerto member
        With us since November 1997, 5 orders.
        [Concerto · 270 points · 210 points to spend, 60 more on July 4 · Concerto is yours until November 19]
        + A place to listen: A place to listen.
        + Returns within 60 days: Returns within 60 days.
        + A seat at rehearsals: A seat at rehearsals.
        * No. 0
            You have ordered on 5 different days in the past year.
            > It is for you until September 18.
        * No. 1
            You have ordered 5 times in the past year.
            > It is for you until June 19, 1999.
        * No. 10
            You have 210 points to spend.
        * No. 11
            Today is Tuesday.
            > It is for you until June 30.
        * No. 2
            You have spent $270.00 so far.
        * No. 3
            It has been 10 days since your last order.
            > It is for you until you order again.
        * No. 4
            Your first order was on November 20, 1997.
        * No. 5
            Your orders come to $54.00 on average.
        * No. 6
            You have bought 2 items from “Jazz” in the past 90 days.
            > It is for you until September 17.
        * No. 7
            You have looked at products 2 times in the past 30 days.
            > It is for you until July 10.
        * No. 8
            You last looked at a product on June 11.
            > It is for you until August 10.
        * No. 9
            Your tier is Concerto.
            > It is for you until May 10, 1999.
    "#]],
    );
}

#[test]
fn a_customer_reads_french() {
    reads(
        "fr",
        &expect![[r#"
        Merci d’être membre Concerto
        Avec nous depuis novembre 1997, 5 commandes.
        [Concerto · 270 points · 210 points à dépenser, 60 de plus le 4 juillet · Le niveau Concerto est à vous jusqu’au 19 novembre]
        + Un lieu d’écoute: Un lieu d’écoute.
        + Retours sous 60 jours: Retours sous 60 jours.
        + Une place aux répétitions: Une place aux répétitions.
        * No. 0
            Vous avez commandé à 5 dates différentes au cours de l’année écoulée.
            > C’est pour vous jusqu’au 18 septembre.
        * No. 1
            Vous avez passé 5 commandes au cours de l’année écoulée.
            > C’est pour vous jusqu’au 19 juin 1999.
        * No. 10
            Vous avez 210 points à dépenser.
        * No. 11
            Nous sommes mardi.
            > C’est pour vous jusqu’au 30 juin.
        * No. 2
            Vous avez dépensé 270,00 $US jusqu’ici.
        * No. 3
            Votre dernière commande remonte à 10 jours.
            > C’est pour vous jusqu’à votre prochaine commande.
        * No. 4
            Votre première commande date du 20 novembre 1997.
        * No. 5
            Vos commandes s’élèvent à 54,00 $US en moyenne.
        * No. 6
            Vous avez acheté 2 articles du rayon « Jazz » au cours des 90 derniers jours.
            > C’est pour vous jusqu’au 17 septembre.
        * No. 7
            Vous avez regardé des articles 2 fois au cours des 30 derniers jours.
            > C’est pour vous jusqu’au 10 juillet.
        * No. 8
            Vous avez regardé un article pour la dernière fois le 11 juin.
            > C’est pour vous jusqu’au 10 août.
        * No. 9
            Votre niveau est Concerto.
            > C’est pour vous jusqu’au 10 mai 1999.
    "#]],
    );
}

#[test]
fn a_customer_reads_german() {
    reads(
        "de",
        &expect![[r#"
            Danke, dass Sie zur Stufe Concerto gehören
            Bei uns seit November 1997, 5 Bestellungen.
            [Concerto · 270 Punkte · 210 Punkte zum Einlösen, dazu 60 am 4. Juli · Concerto gehört Ihnen bis zum 19. November]
            + A place to listen: A place to listen.
            + Returns within 60 days: Returns within 60 days.
            + A seat at rehearsals: A seat at rehearsals.
            * No. 0
                Sie haben in den vergangenen zwölf Monaten an 5 verschiedenen Tagen bestellt.
                > Das Angebot gilt für Sie bis zum 18. September.
            * No. 1
                Sie haben in den vergangenen zwölf Monaten 5-mal bestellt.
                > Das Angebot gilt für Sie bis zum 19. Juni 1999.
            * No. 10
                Sie haben 210 Punkte zum Einlösen.
            * No. 11
                Heute ist Dienstag.
                > Das Angebot gilt für Sie bis zum 30. Juni.
            * No. 2
                Sie haben bisher 270,00 $ ausgegeben.
            * No. 3
                Ihre letzte Bestellung ist 10 Tage her.
                > Das Angebot gilt für Sie bis zu Ihrer nächsten Bestellung.
            * No. 4
                Ihre erste Bestellung war am 20. November 1997.
            * No. 5
                Ihre Bestellungen belaufen sich im Schnitt auf 54,00 $.
            * No. 6
                Sie haben in den vergangenen 90 Tagen 2 Artikel aus „Jazz“ gekauft.
                > Das Angebot gilt für Sie bis zum 17. September.
            * No. 7
                Sie haben sich in den vergangenen 30 Tagen 2-mal Produkte angesehen.
                > Das Angebot gilt für Sie bis zum 10. Juli.
            * No. 8
                Zuletzt haben Sie sich am 11. Juni ein Produkt angesehen.
                > Das Angebot gilt für Sie bis zum 10. August.
            * No. 9
                Ihre Stufe ist Concerto.
                > Das Angebot gilt für Sie bis zum 10. Mai 1999.
        "#]],
    );
}

#[test]
fn a_customer_reads_spanish() {
    reads(
        "es",
        &expect![[r#"
            Gracias por formar parte del nivel Concerto
            Con nosotros desde noviembre de 1997, 5 pedidos.
            [Concerto · 270 puntos · 210 puntos para gastar, 60 más el 4 de julio · Concerto es su nivel hasta el 19 de noviembre]
            + A place to listen: A place to listen.
            + Returns within 60 days: Returns within 60 days.
            + A seat at rehearsals: A seat at rehearsals.
            * No. 0
                Ha hecho pedidos en 5 días distintos en el último año.
                > La oferta es para usted hasta el 18 de septiembre.
            * No. 1
                Ha hecho 5 pedidos en el último año.
                > La oferta es para usted hasta el 19 de junio de 1999.
            * No. 10
                Tiene 210 puntos para gastar.
            * No. 11
                Hoy es martes.
                > La oferta es para usted hasta el 30 de junio.
            * No. 2
                Ha gastado 270,00 US$ hasta ahora.
            * No. 3
                Han pasado 10 días desde su último pedido.
                > La oferta es para usted hasta su próximo pedido.
            * No. 4
                Su primer pedido fue el 20 de noviembre de 1997.
            * No. 5
                Sus pedidos ascienden a 54,00 US$ de media.
            * No. 6
                Ha comprado 2 artículos de «Jazz» en los últimos 90 días.
                > La oferta es para usted hasta el 17 de septiembre.
            * No. 7
                Ha visto productos 2 veces en los últimos 30 días.
                > La oferta es para usted hasta el 10 de julio.
            * No. 8
                La última vez que vio un producto fue el 11 de junio.
                > La oferta es para usted hasta el 10 de agosto.
            * No. 9
                Su nivel es Concerto.
                > La oferta es para usted hasta el 10 de mayo de 1999.
        "#]],
    );
}

#[test]
fn a_customer_reads_italian() {
    reads(
        "it",
        &expect![[r#"
            Grazie di far parte del livello Concerto
            Con noi da novembre 1997, 5 ordini.
            [Concerto · 270 punti · 210 punti da spendere, più 60 il 4 luglio · Il livello Concerto è suo fino al 19 novembre]
            + A place to listen: A place to listen.
            + Returns within 60 days: Returns within 60 days.
            + A seat at rehearsals: A seat at rehearsals.
            * No. 0
                Ha ordinato in 5 giorni diversi nell’ultimo anno.
                > L’offerta è per lei fino al 18 settembre.
            * No. 1
                Ha fatto 5 ordini nell’ultimo anno.
                > L’offerta è per lei fino al 19 giugno 1999.
            * No. 10
                Ha 210 punti da spendere.
            * No. 11
                Oggi è martedì.
                > L’offerta è per lei fino al 30 giugno.
            * No. 2
                Ha speso 270,00 US$ finora.
            * No. 3
                Sono passati 10 giorni dal suo ultimo ordine.
                > L’offerta è per lei fino al prossimo ordine.
            * No. 4
                Il suo primo ordine risale al 20 novembre 1997.
            * No. 5
                I suoi ordini sono in media di 54,00 US$.
            * No. 6
                Ha comprato 2 articoli della categoria «Jazz» negli ultimi 90 giorni.
                > L’offerta è per lei fino al 17 settembre.
            * No. 7
                Ha guardato dei prodotti 2 volte negli ultimi 30 giorni.
                > L’offerta è per lei fino al 10 luglio.
            * No. 8
                L’ultima volta che ha guardato un prodotto è stato l’11 giugno.
                > L’offerta è per lei fino al 10 agosto.
            * No. 9
                Il suo livello è Concerto.
                > L’offerta è per lei fino al 10 maggio 1999.
        "#]],
    );
}

#[test]
fn a_customer_reads_arabic() {
    reads(
        "ar",
        &expect![[r#"
            شكرًا لكونكم من أعضاء فئة Concerto
            معنا منذ نوفمبر 1997، 5 طلبات.
            [Concerto · 270 نقطة · 210 نقطة متاحة للصرف، و60 أخرى في 4 يوليو · فئة Concerto لكم حتى 19 نوفمبر]
            + A place to listen: A place to listen.
            + Returns within 60 days: Returns within 60 days.
            + A seat at rehearsals: A seat at rehearsals.
            * No. 0
                طلبتم في 5 أيام مختلفة خلال آخر سنة.
                > هذا العرض لكم حتى 18 سبتمبر.
            * No. 1
                طلبتم 5 مرات خلال آخر سنة.
                > هذا العرض لكم حتى 19 يونيو 1999.
            * No. 10
                لديكم 210 نقطة متاحة للصرف.
            * No. 11
                اليوم هو الثلاثاء.
                > هذا العرض لكم حتى 30 يونيو.
            * No. 2
                أنفقتم ‏270.00 US$ حتى الآن.
            * No. 3
                مرّت 10 أيام على طلبكم الأخير.
                > هذا العرض لكم حتى طلبكم التالي.
            * No. 4
                كان طلبكم الأول في 20 نوفمبر 1997.
            * No. 5
                يبلغ متوسط قيمة طلباتكم ‏54.00 US$.
            * No. 6
                اشتريتم منتجين من «Jazz» خلال آخر 90 يومًا.
                > هذا العرض لكم حتى 17 سبتمبر.
            * No. 7
                اطّلعتم على منتجات مرتين خلال آخر 30 يومًا.
                > هذا العرض لكم حتى 10 يوليو.
            * No. 8
                كانت آخر مرة اطّلعتم فيها على منتج في 11 يونيو.
                > هذا العرض لكم حتى 10 أغسطس.
            * No. 9
                فئتكم هي Concerto.
                > هذا العرض لكم حتى 10 مايو 1999.
        "#]],
    );
}
