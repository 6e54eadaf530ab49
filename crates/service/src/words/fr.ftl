# Français.

## L'interface

offers = Offres
benefits = Vos avantages
claims = À utiliser
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

## Ce qu'un geste a donné

claimed = C’est à vous. Votre code figure ci-dessous.
declined = C’est noté. Cette offre est mise de côté.
undone = C’est annulé.

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

within-ever = jusqu’ici
within-days = { $count ->
    [1] aujourd’hui
    [365] au cours de l’année écoulée
   *[other] au cours des { $count } derniers jours
}
