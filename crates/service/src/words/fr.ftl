# Français.

## L'interface

offers = Offres
benefits = Vos avantages
claims = À utiliser
matters = En cours
no-offers = Il n’y a pas d’offre pour le moment.
why = Pourquoi vous voyez ceci
claim = En profiter
claiming = Un instant…
decline = Pas pour moi
undo = Annuler
code = Votre code
copy = Copier le code
copied = Copié.
copy-failed = Le code est sélectionné, il reste à le copier.
failed = La demande n’a pas abouti.
gone = Cette offre n’est plus disponible.
retry = Réessayer
dismiss = Fermer
stale = Ces informations ne sont peut-être plus à jour.
changed = Vos offres ont changé.
waiting = La connexion est coupée. L’envoi se fera dès son retour.
reveal = Afficher ce qui est masqué
masked = Les points et les codes sont masqués.
sign-in = Veuillez vous reconnecter, puis réessayer.
left = Temps restant :
ended = C’est terminé.

## Ce qu'un geste a donné

claimed = C’est à vous. Votre code figure ci-dessous.
claimed-masked = C’est à vous. Votre code reste masqué tant que vous ne l’affichez pas.
declined = C’est noté. Cette offre est mise de côté.
undone = C’est annulé.
closed = Terminé.

## Ce qui est en cours. $day est le jour où cela a commencé

matter-checkout = Une commande que vous avez commencée
matter-contact = Une question que vous nous avez posée
matter-complaint = Une réclamation que nous examinons
matter-since = Depuis le { $day }
leave-checkout = Abandonner
close-contact = C’est réglé
matters-hidden = Ce que vous avez commencé ou demandé est masqué.

## La première ligne

greet-visitor = Bienvenue
greet-prospect = Bienvenue chez { $brand }
greet-new = Merci pour votre première commande
greet-active = Bon retour, membre { $tier }
greet-loyal = Merci d’être membre { $tier }
greet-at-risk = Bon retour. Votre niveau : { $tier }
greet-lapsed = Cela fait un moment. Bon retour
greet-won-back = Merci d’être de retour

## La deuxième ligne

lead-visitor = Voici ce qui est ouvert à tous.
lead-start = Le niveau { $tier } commence à { $count ->
    [one] { $count } point
   *[other] { $count } points
}.
lead-since = Avec nous depuis { $month }, { $count ->
    [one] { $count } commande
   *[other] { $count } commandes
}.
lead-friends = { $count ->
    [one] { $count } proche que vous avez invité a passé commande. Merci.
   *[other] { $count } proches que vous avez invités ont passé commande. Merci.
}

## Où en est la personne

points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}
progress = { $count ->
    [one] { $count } point avant le niveau { $tier }
   *[other] { $count } points avant le niveau { $tier }
}
kept = Le niveau { $tier } est à vous jusqu’au { $day }
until = Jusqu’au { $day }
until-time = Jusqu’au { $day } à { $time }
to-spend = { $count ->
    [one] { $count } point à dépenser
   *[other] { $count } points à dépenser
}
to-spend-later = { $count ->
    [one] { $count } point à dépenser, { $more } de plus le { $day }
   *[other] { $count } points à dépenser, { $more } de plus le { $day }
}
to-spend-until = { $count ->
    [one] { $count } point à dépenser, jusqu’au { $day }
   *[other] { $count } points à dépenser, dont { $more } jusqu’au { $day }
}
owed = { $count ->
    [one] Votre prochain point compense un retour
   *[other] Vos { $count } prochains points compensent un retour
}
uses-left = { $count ->
    [0] Épuisé jusqu’au { $day }
   *[other] Encore { $count } sur { $times } jusqu’au { $day }
}

## Pourquoi une offre est montrée : ce qui a été observé, jamais ce qui en a été conclu

for-everyone = Pour qui nous rend visite.
for-customers = Pour qui a un compte ici.
no-order = Vous n’avez pas encore passé de commande.
first-order = Votre première commande date du { $day }.
last-order = Votre dernière commande date du { $day }.
last-order-month = Votre dernière commande remonte à { $month }.
days-since-order = { $count ->
    [0] Vous avez commandé aujourd’hui.
    [1] Vous avez commandé hier.
   *[other] Votre dernière commande remonte à { $count } jours.
}
order-days = { $count ->
    [one] Vous avez commandé { $count } jour { $within }.
   *[other] Vous avez commandé à { $count } dates différentes { $within }.
}
returned = Vous avez commandé à nouveau le { $day }, après { $count ->
    [one] { $count } jour
   *[other] { $count } jours
}.
tier = Votre niveau est { $tier }.
orders = { $count ->
    [0] Vous n’avez pas passé de commande { $within }.
    [one] Vous avez passé { $count } commande { $within }.
   *[other] Vous avez passé { $count } commandes { $within }.
}
spent = Vous avez dépensé { $amount } { $within }.
points-to-next = Il vous manque { $count ->
    [one] { $count } point
   *[other] { $count } points
} pour atteindre le niveau { $tier }.
viewed = { $count ->
    [0] Vous n’avez regardé aucun article { $within }.
    [one] Vous avez regardé { $count } article { $within }.
   *[other] Vous avez regardé des articles { $count } fois { $within }.
}
added = { $count ->
    [0] Vous n’avez rien mis dans votre panier { $within }.
    [one] Vous avez mis un article dans votre panier { $within }.
   *[other] Vous avez mis des articles dans votre panier { $count } fois { $within }.
}
checkouts = { $count ->
    [0] Vous n’avez pas commencé d’achat { $within }.
    [one] Vous avez commencé un achat { $within }.
   *[other] Vous avez commencé { $count } achats { $within }.
}
invited = { $count ->
    [0] Vous n’avez pas invité de proche { $within }.
    [one] Vous avez invité { $count } proche { $within }.
   *[other] Vous avez invité { $count } proches { $within }.
}
behaviour = { $count ->
    [1] Cela va avec ce que vous avez fait ici, une fois { $within }.
   *[other] Cela va avec ce que vous avez fait ici, { $count } fois { $within }.
}
claims-of = { $count ->
    [0] Vous n’avez pas choisi « { $offer } » jusqu’ici.
    [1] Vous avez choisi « { $offer } » une fois.
   *[other] Vous avez choisi « { $offer } » { $count } fois.
}
uses-of = { $count ->
    [0] Vous n’avez pas utilisé « { $offer } » jusqu’ici.
    [1] Vous avez utilisé « { $offer } » une fois.
   *[other] Vous avez utilisé « { $offer } » { $count } fois.
}
bought = { $count ->
    [0] Vous n’avez rien acheté au rayon « { $category } » { $within }.
    [one] Vous avez acheté { $count } article du rayon « { $category } » { $within }.
   *[other] Vous avez acheté { $count } articles du rayon « { $category } » { $within }.
}
bought-this = Cela va avec ce que vous avez acheté le { $day }.
looked-at = { $count ->
    [0] Vous n’avez rien regardé au rayon « { $category } » { $within }.
    [one] Vous avez regardé un article du rayon « { $category } » { $within }.
   *[other] Vous avez regardé des articles du rayon « { $category } » { $count } fois { $within }.
}
looked-at-this = Cela va avec ce que vous avez regardé le { $day }.
average-order = { $count ->
    [one] Votre commande s’élevait à { $amount }.
   *[other] Vos commandes s’élèvent à { $amount } en moyenne.
}
basket-worth = Votre panier s’élève à { $amount }.
basket-empty = Votre panier est vide.
in-basket = { $count ->
    [0] Votre panier ne contient rien du rayon « { $category } ».
    [one] Votre panier contient { $count } article du rayon « { $category } ».
   *[other] Votre panier contient { $count } articles du rayon « { $category } ».
}
in-basket-this = Cela va avec ce qui est dans votre panier.
last-viewed = Vous avez regardé un article pour la dernière fois le { $day }.
last-added = Vous avez mis un article dans votre panier pour la dernière fois le { $day }.
last-checkout = Vous avez commencé un achat pour la dernière fois le { $day }.
last-invited = Vous avez invité un proche pour la dernière fois le { $day }.
last-done = Cela va avec ce que vous avez fait ici le { $day }.
points-to-spend = { $count ->
    [0] Vous n’avez pas de points à dépenser.
    [one] Vous avez { $count } point à dépenser.
   *[other] Vous avez { $count } points à dépenser.
}
friends = { $count ->
    [0] Aucun proche que vous avez invité n’a passé commande jusqu’ici.
    [one] { $count } proche que vous avez invité a passé commande.
   *[other] { $count } proches que vous avez invités ont passé commande.
}
benefit-uses = { $count ->
    [0] Vous avez épuisé « { $benefit } » jusqu’au { $day }.
    [one] Vous pouvez encore utiliser « { $benefit } » une fois jusqu’au { $day }.
   *[other] Vous pouvez encore utiliser « { $benefit } » { $count } fois jusqu’au { $day }.
}
benefit-given = Votre niveau vous donne « { $benefit } ».
weekday = Nous sommes { $weekday }.

## Ce qui retirerait une offre

change-day = C’est pour vous jusqu’au { $day }.
change-order = C’est pour vous jusqu’à votre prochaine commande.
change-first-order = C’est pour vous jusqu’à votre première commande.
change-day-or-order = C’est pour vous jusqu’au { $day }, ou jusqu’à votre prochaine commande.
change-day-or-first-order = C’est pour vous jusqu’au { $day }, ou jusqu’à votre première commande.
change-tier = C’est pour vous tant que votre niveau est { $tier }.
change-tier-or-higher = C’est pour vous tant que votre niveau est { $tier } ou plus haut.

## Jusqu'où l'on regarde en arrière

within-ever = jusqu’ici
within-days = { $count ->
    [1] aujourd’hui
    [365] au cours de l’année écoulée
   *[other] au cours des { $count } derniers jours
}
