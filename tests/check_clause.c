#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "clause.h"
#include "opened.h"

/* The first clause of a message, how it is said back and as what is done;
 * NULL is nothing. */
static const struct {
	const char	*in, *say, *doing;
	enum tense	 tense;
} rows[] = {
	{ "I keep losing my keys.", "you keep losing your keys", NULL,
	    TENSE_NOW },
	{ "I've lost my keys.", "you've lost your keys", "losing your keys",
	    TENSE_NOW },
	{ "I had lost my keys.", "you had lost your keys",
	    "losing your keys", TENSE_PAST },
	{ "My landlord sold the house.", "your landlord sold the house",
	    "your landlord selling the house", TENSE_PAST },
	{ "My old boss yells at me.", "your old boss yells at you",
	    "your old boss yelling at you", TENSE_NOW },
	{ "He hit me twice.", "he hit you twice", NULL, TENSE_PAST },
	{ "She left us behind.", "she left you behind", NULL, TENSE_PAST },
	{ "I didn't get the job", "you didn't get the job",
	    "not getting the job", TENSE_PAST },
	{ "I can't find a job", "you can't find a job",
	    "not being able to find a job", TENSE_NOW },
	{ "I couldnt even sleep there", "you couldn't even sleep there",
	    "not being able to even sleep there", TENSE_PAST },
	{ "I might lose my job", "you might lose your job", NULL,
	    TENSE_OTHER },
	{ "I was told to leave", "you were told to leave",
	    "being told to leave", TENSE_PAST },
	{ "I'm waiting for my results", "you're waiting for your results",
	    "waiting for your results", TENSE_NOW },
	/* More than four words as they were are a parrot's. */
	{ "I have been waiting all week", NULL, "waiting all week",
	    TENSE_NOW },
	{ "The neighbour burned down the house", NULL,
	    "the neighbour burning down the house", TENSE_PAST },
	{ "I'm not sleeping these days", "you're not sleeping these days",
	    NULL, TENSE_NOW },
	{ "I never won a game", "you never won a game",
	    "never winning a game", TENSE_PAST },
	{ "My wallet was stolen", "your wallet was stolen",
	    "your wallet being stolen", TENSE_PAST },
	{ "I was recently promoted at work",
	    "you were promoted at work",
	    "being promoted at work", TENSE_PAST },
	{ "I adopted her.", "you adopted her", "adopting her", TENSE_PAST },
	{ "I visited Atlantis", "you visited Atlantis",
	    "visiting Atlantis", TENSE_PAST },
	/* What asks, or leaves a thing out, tells nothing. */
	{ "did the parcel come", NULL, NULL, TENSE_NOW },
	{ "Did the dishes.", "you did the dishes", "doing the dishes",
	    TENSE_PAST },
	{ "you'll never guess who I saw at work", NULL, NULL, TENSE_NOW },
	{ "I've done the packing except for socks", NULL, NULL, TENSE_NOW },
	{ "I was late because I was gaming", NULL, NULL, TENSE_OTHER },
	{ "Missed my nan's phone call because I was gaming",
	    "you missed your nan's phone call",
	    "missing your nan's phone call", TENSE_PAST },
	/* Subjects of several words. */
	{ "My best friend called me", "your best friend called you",
	    "your best friend calling you", TENSE_PAST },
	{ "A friend of mine moved out", "a friend of yours moved out",
	    "a friend of yours moving out", TENSE_PAST },
	{ "One of my kids broke a leg", "one of your kids broke a leg",
	    "one of your kids breaking a leg", TENSE_PAST },
	{ "My wife and I were late again", "your wife and you were late again",
	    "your wife and you being late again", TENSE_PAST },
	{ "Some guy robbed my car", "some guy robbed your car",
	    "some guy robbing your car", TENSE_PAST },
	/* What somebody found out, or feels something about. */
	{ "I found out that my cat died.", "your cat died",
	    "your cat dying", TENSE_PAST },
	{ "I'm so glad my sister called", "your sister called",
	    "your sister calling", TENSE_PAST },
	{ "I almost lost my dog", "you almost lost your dog",
	    "almost losing your dog", TENSE_PAST },
	{ "I just lost my dog", "you lost your dog",
	    "losing your dog", TENSE_PAST },
	{ "I have to move again", "you have to move again",
	    "having to move again", TENSE_NOW },
	{ "My boss is a friend", "your boss is a friend",
	    "your boss being a friend", TENSE_NOW },
	{ "Two weeks ago I lost my cat", "you lost your cat",
	    "losing your cat", TENSE_PAST },
	/* What comes behind is left where that makes it short enough. */
	{ "We had a bad fight in the kitchen before work",
	    "you had a bad fight", "having a bad fight", TENSE_PAST },
	{ "I lost a lot of weight after my recent move there",
	    NULL, "losing a lot of weight", TENSE_PAST },
	{ "I took my kids to school on the first day late",
	    "you took your kids to school", "taking your kids to school",
	    TENSE_PAST },
	{ "I asked my sister to wait for me in the old car park today",
	    "you asked your sister to wait for you",
	    "asking your sister to wait for you", TENSE_PAST },
	{ "My son hops from one job to the next all of the time now", NULL,
	    "your son hopping from one job", TENSE_NOW },
	{ "My new essay was rejected for some reason",
	    "your new essay was rejected",
	    "your new essay being rejected for some reason", TENSE_PAST },
	{ "My brother has come home", "your brother has come home",
	    "your brother coming home", TENSE_NOW },
	{ "My cat knocked it over.", "your cat knocked it over",
	    "your cat knocking it over", TENSE_PAST },
	/* What the speaker wants or likes, if a thing is named. */
	{ "I love my new job", "you love your new job",
	    "loving your new job", TENSE_NOW },
	{ "I tried to sell my car", "you tried to sell your car",
	    "trying to sell your car", TENSE_PAST },
	{ "I love that", NULL, NULL, TENSE_OTHER },
	{ "I was at the dentist again", "you were at the dentist again",
	    "being at the dentist again", TENSE_PAST },
	{ "I haven't seen my sister", "you haven't seen your sister", NULL,
	    TENSE_NOW },
	/* Nobody is named. */
	{ "Went to the zoo today", "you went to the zoo",
	    "going to the zoo", TENSE_PAST },
	{ "Holding my baby was amazing", NULL, "holding your baby",
	    TENSE_OTHER },
	{ "Sold my old car", "you sold your old car",
	    "selling your old car", TENSE_PAST },
	/* It was done to them. */
	{ "Hit by a car", NULL, NULL, TENSE_OTHER },
	{ "Cheated on by my wife.", NULL, NULL, TENSE_OTHER },
	{ "Robbed at the mall last night.", NULL, NULL, TENSE_OTHER },
	{ "Left me for another girl.", NULL, NULL, TENSE_OTHER },
	{ "Stuck in traffic for hours.", NULL, NULL, TENSE_OTHER },
	/* Words that are not known may hurt. */
	{ "My ex is a frobnitz", NULL, NULL, TENSE_OTHER },
	{ "I lost my ''s", NULL, NULL, TENSE_OTHER },
	/* "In the wrong" is no place; and what was then is not the point. */
	{ "I was in the wrong.", NULL, NULL, TENSE_OTHER },
	{ "It happened when I was at the dentist", NULL, NULL, TENSE_OTHER },
	{ "Two weeks ago I was at the dentist", "you were at the dentist",
	    "being at the dentist", TENSE_PAST },
	{ "I miss the days we had.", NULL, NULL, TENSE_OTHER },
	{ "I hugged a girl thinking she was my sister", NULL, NULL,
	    TENSE_OTHER },
	{ "I adopted her\n", "you adopted her", "adopting her", TENSE_PAST },
	{ "I'm going to sell my car", "you're going to sell your car", NULL,
	    TENSE_NOW },
	{ "Did not lose a pound", NULL, NULL, TENSE_OTHER },
	{ "The noise is very random", "the noise is random",
	    "the noise being very random", TENSE_NOW },
	{ "I got upset when it rained", NULL, NULL, TENSE_OTHER },
	{ "I saw my old frobnitz", NULL, NULL, TENSE_OTHER },
	{ "I saw my friend's half-sister", "you saw your friend's half-sister",
	    "seeing your friend's half-sister", TENSE_PAST },
	/* Too few words, a question, somebody spoken to, an unknown word. */
	{ "I cried.", NULL, NULL, TENSE_OTHER },
	{ "I lost my keys?", NULL, NULL, TENSE_OTHER },
	{ "I told you about it.", NULL, NULL, TENSE_OTHER },
	{ "I saw my frobnitz sleep.", NULL, NULL, TENSE_OTHER },
	{ "My gran used to sing", "your gran used to sing", NULL,
	    TENSE_PAST },
	/* What comes without a mark is another. */
	{ "I got a new job she got none", "you got a new job",
	    "getting a new job", TENSE_PAST },
	{ "If I lost my job", NULL, NULL, TENSE_OTHER },
	/* Never "your brother fought again". */
	{ "me and my brother fought again",
	    "your brother and you fought again",
	    "your brother and you fighting again", TENSE_PAST },
	/* What is taken back at once did not happen. */
	{ "He promised to call and he didn't.", NULL, NULL, TENSE_OTHER },
	{ "I called him, but he wasn't there.", "you called him",
	    "calling him", TENSE_PAST },
	{ "I had an operation that went well", "you had an operation",
	    "having an operation", TENSE_PAST },
	/* Nothing happened, or it is half of what did. */
	{ "I think it is over now.", NULL, NULL, TENSE_OTHER },
	{ "I am so tired", NULL, NULL, TENSE_OTHER },
	{ "I found out that my sister", NULL, NULL, TENSE_OTHER },
	{ "I went to and", NULL, NULL, TENSE_OTHER },
	{ "I ordered it", NULL, NULL, TENSE_OTHER },
	{ "I blurted it all out", NULL, NULL, TENSE_OTHER },
	{ "They told me", NULL, NULL, TENSE_OTHER },
	{ "I keep thinking about the long argument with my brother", NULL,
	    NULL, TENSE_OTHER },
	{ "I was driving home when it", NULL, NULL, TENSE_OTHER },
	{ "A little bit the dog", NULL, NULL, TENSE_OTHER },
	{ "I saw a kid at the park fall off his new bike again", NULL, NULL,
	    TENSE_OTHER },
	{ "I have everything my kids have made", NULL, NULL, TENSE_OTHER },
	{ "I'm afraid I will be fired", NULL, NULL, TENSE_OTHER },
	{ "I will never be a good father", NULL, NULL, TENSE_OTHER },
	{ "I haven't met my gran in so long", "you haven't met your gran",
	    NULL, TENSE_NOW },
	{ "I came home late my mom had left", "you came home late",
	    "coming home late", TENSE_PAST },
	{ "I ate the cake found in the old fridge there yesterday", NULL, NULL,
	    TENSE_OTHER },
	{ "I'm afraid we would crash", NULL, NULL, TENSE_OTHER },
	/* Of two things the second, and what has not happened. */
	{ "Me and my dad fought again", "your dad and you fought again",
	    "your dad and you fighting again", TENSE_PAST },
	{ "The time my aunt got me and my brother a dog.",
	    "your aunt got you and your brother a dog",
	    "your aunt getting you and your brother a dog", TENSE_PAST },
	{ "The day I lost my dog still haunts me.", NULL, NULL, TENSE_OTHER },
	/* Many of them, now. */
	{ "My neighbors leave me alone", "your neighbors leave you alone",
	    "your neighbors leaving you alone", TENSE_NOW },
	{ "They complain about me all day", "they complain about you all day",
	    NULL, TENSE_NOW },
	{ "My sons love for cars began early", NULL, NULL, TENSE_OTHER },
	{ "My ex is trash", NULL, NULL, TENSE_OTHER },
	{ "She called me trash", NULL, NULL, TENSE_OTHER },
	/* What was done with a verb that is the same then. */
	{ "I was hit by a bus", "you were hit by a bus",
	    "being hit by a bus", TENSE_PAST },
	{ "I've been let down by my boss", "you've been let down by your boss",
	    "being let down by your boss", TENSE_NOW },
	/* What is done, and then something is said of it. */
	{ "Holding my son for the first time was great.", NULL,
	    "holding your son", TENSE_OTHER },
	{ "Having kids takes time", NULL, "having kids", TENSE_OTHER },
	{ "Being left out hurt", NULL, "being left out", TENSE_OTHER },
	{ "Growing up, we had a dog", "you had a dog", "having a dog",
	    TENSE_PAST },
	/* It belongs to the verb. */
	{ "My dad put my keys in a box", "your dad put your keys in a box",
	    "your dad putting your keys in a box", TENSE_PAST },
	{ "I got yelled at more.", NULL, NULL, TENSE_OTHER },
	{ "I have enough money for the car.", NULL, NULL, TENSE_OTHER },
	{ "Not getting the job hurt", NULL, "not getting the job",
	    TENSE_OTHER },
	{ "Never seeing my son is hard", NULL, "never seeing your son",
	    TENSE_OTHER },
	{ "My mom being sick is hard", NULL, "your mom being sick",
	    TENSE_OTHER },
	{ "My dad passing away.", NULL, "your dad passing away",
	    TENSE_OTHER },
	{ "When I was ten my dad took me fishing", "your dad took you fishing",
	    "your dad taking you fishing", TENSE_PAST },
	{ "I was supposed to go there by bus",
	    "you were supposed to go there", NULL, TENSE_PAST },
	{ "He was supposed to call me", NULL, NULL, TENSE_OTHER },
	{ "I'm hoping to see my kids", "you're hoping to see your kids", NULL,
	    TENSE_NOW },
	{ "I'm hoping my son gets the job", NULL, NULL, TENSE_OTHER },
	{ "My friend made the team but I didn't.", "your friend made the team",
	    "your friend making the team", TENSE_PAST },
	{ "I so dearly love him", NULL, NULL, TENSE_OTHER },
	{ "One of coworkers passed away", NULL, NULL, TENSE_OTHER },
	{ "I saw a guy dump my trash at the side of the road there",
	    "you saw a guy dump your trash", "seeing a guy dump your trash",
	    TENSE_PAST },
	{ "It's been weeks since I saw my kids", NULL, NULL, TENSE_OTHER },
	{ "Finding my cat in there made my week", NULL,
	    "finding your cat in there", TENSE_OTHER },
	{ "My dad and my brother moved out", NULL, NULL, TENSE_OTHER },
	{ "My dad and his son robbed me", NULL,
	    "your dad and his son robbing you", TENSE_PAST },
	{ "I've had it up to here with them", NULL, NULL, TENSE_OTHER },
	{ "Sold it and my brother moved out", "your brother moved out",
	    "your brother moving out", TENSE_PAST },
	{ "If my brother moves out again", NULL, NULL, TENSE_OTHER },
	{ "He said my brother moved out", NULL, NULL, TENSE_OTHER },
	/* An insult, what another says, and half of what was won. */
	{ "My boss is a bully", NULL, NULL, TENSE_OTHER },
	{ "My dad says I lost it", NULL, NULL, TENSE_OTHER },
	{ "I won a big $50 card", NULL, "winning a big $50 card",
	    TENSE_PAST },
	{ "They was gone again", "they were gone again", NULL,
	    TENSE_PAST },
	/* Amounts. */
	{ "I lost $1,500 at the casino", "you lost $1,500",
	    "losing $1,500 at the casino", TENSE_PAST },
	{ "I lent my aunt \302\243250", "you lent your aunt \302\243250",
	    "lending your aunt \302\243250", TENSE_PAST },
	{ "Loaned my cousin 3k", "you loaned your cousin 3k",
	    "loaning your cousin 3k", TENSE_PAST },
	{ "I have 3", NULL, NULL, TENSE_OTHER },
	/* When it was is left, where it says no more. */
	{ "My dog bit me the other day.", "your dog bit you",
	    "your dog biting you", TENSE_PAST },
	{ "I sold my car a few weeks ago", "you sold your car",
	    "selling your car", TENSE_PAST },
	{ "I sold my car a while back", "you sold your car",
	    "selling your car", TENSE_PAST },
	{ "I have to see my boss this week.", "you have to see your boss",
	    "having to see your boss", TENSE_NOW },
	{ "I bruised my calf two weeks before the race.",
	    "you bruised your calf", "bruising your calf", TENSE_PAST },
	{ "We moved house three days after the party.", "you moved house",
	    "moving house", TENSE_PAST },
	{ "I had a great day.", "you had a great day", "having a great day",
	    TENSE_PAST },
	/* What is lovely is no adverb. */
	{ "My friend's wedding was lovely but I sat with strangers.",
	    "your friend's wedding was lovely",
	    "your friend's wedding being lovely", TENSE_PAST },
	/* What somebody forgot, or had to tell, is the half that matters. */
	{ "My boss forgot I was away", NULL, NULL, TENSE_OTHER },
	{ "I had to tell my kids that the trip is off", NULL, NULL,
	    TENSE_OTHER },
	{ "I see my gran every week", "you see your gran every week",
	    "seeing your gran every week", TENSE_NOW },
	{ "She lost her husband of 40 years", "she lost her husband",
	    NULL, TENSE_PAST },
	{ "I bought this old car", "you bought that old car",
	    "buying that old car", TENSE_PAST },
	/* What else the speaker did. */
	{ "Just sold my old car", "you sold your old car",
	    "selling your old car", TENSE_PAST },
	{ "Almost lost my dog.", "you almost lost your dog",
	    "almost losing your dog", TENSE_PAST },
	{ "Had to sell my car.", "you had to sell your car",
	    "having to sell your car", TENSE_PAST },
	{ "Offered a job today", NULL, NULL, TENSE_OTHER },
	{ "I tripped and broke my leg", "you broke your leg",
	    "breaking your leg", TENSE_PAST },
	{ "I was late and lost my keys", "you lost your keys",
	    "losing your keys", TENSE_PAST },
	{ "They fell and broke my vase", NULL, NULL, TENSE_OTHER },
	{ "If I fell and broke my leg", NULL, NULL, TENSE_OTHER },
	/* Who did it. */
	{ "No one called me", "no one called you", "no one calling you",
	    TENSE_PAST },
	{ "My frobnitz died", "your frobnitz died", "your frobnitz dying",
	    TENSE_PAST },
	{ "My frobnitz is old", NULL, NULL, TENSE_OTHER },
	{ "A group of kids robbed me", NULL, "a group of kids robbing you",
	    TENSE_PAST },
	{ "My friend at work robbed me", "your friend at work robbed you",
	    "your friend at work robbing you", TENSE_PAST },
	{ "My 6 year old robbed me", "your 6 year old robbed you",
	    "your 6 year old robbing you", TENSE_PAST },
	{ "So my dog ran away.", "your dog ran away", "your dog running away",
	    TENSE_PAST },
	{ "One time I lost my keys.", "you lost your keys",
	    "losing your keys", TENSE_PAST },
	{ "Every time I lost my keys it rained", NULL, NULL, TENSE_OTHER },
	/* What is believed or not. */
	{ "I can't believe my sister left me", "your sister left you",
	    "your sister leaving you", TENSE_PAST },
	{ "I believe my sister left me", NULL, NULL, TENSE_OTHER },
	{ "I feel bad I lost her keys", "you lost her keys",
	    "losing her keys", TENSE_PAST },
	{ "I'm angry that I was fired", "you were fired", "being fired",
	    TENSE_PAST },
	{ "I was irked", NULL, NULL, TENSE_OTHER },
	{ "I have no doubt she lied", NULL, NULL, TENSE_OTHER },
	{ "I recall the last time I won", NULL, NULL, TENSE_OTHER },
	/* What was done, could be done, and was undone. */
	{ "My dog did great at the show", "your dog did great",
	    "your dog doing great at the show", TENSE_PAST },
	{ "I was able to sell my car", "you were able to sell your car",
	    "being able to sell your car", TENSE_PAST },
	{ "My dog can dance now", "your dog can dance now", NULL,
	    TENSE_OTHER },
	{ "My dog could die", NULL, NULL, TENSE_OTHER },
	{ "I won $25 and then lost it", NULL, NULL, TENSE_OTHER },
	{ "He promised to call and he did not.", NULL, NULL, TENSE_OTHER },
	{ "I tried pizza", "you tried pizza", "trying pizza", TENSE_PAST },
	{ "I started running again", "you started running again", NULL,
	    TENSE_PAST },
	{ "I found a ring that my gran had lost", "you found a ring",
	    "finding a ring", TENSE_PAST },
	{ "I saw a kid in the park hit his head", NULL, NULL, TENSE_OTHER },
	{ "I bought a newer and bigger car", NULL, NULL, TENSE_OTHER },
	{ "My friend had someone over", "your friend had someone over",
	    "your friend having someone over", TENSE_PAST },
	/* Without a word the sense would turn. */
	{ "I didn't just lose my job", "you didn't just lose your job",
	    "not just losing your job", TENSE_PAST },
	{ "My dad never once called me", "your dad never once called you",
	    "your dad never once calling you", TENSE_PAST },
	{ "I almost never lost my keys", "you almost never lost your keys",
	    "almost never losing your keys", TENSE_PAST },
	{ "My wife probably robbed me", "your wife probably robbed you",
	    "your wife probably robbing you", TENSE_PAST },
	{ "My boss isn't very nice", "your boss isn't very nice", NULL,
	    TENSE_NOW },
	{ "I just couldn't find a job", "you couldn't find a job",
	    "not being able to find a job", TENSE_PAST },
	{ "I didn't quite lose my job", "you didn't quite lose your job",
	    "not quite losing your job", TENSE_PAST },
	{ "I did not not go to the party", NULL, NULL, TENSE_OTHER },
	{ "I not only lost my job", NULL, NULL, TENSE_OTHER },
	{ "I couldn't be happier about my job", NULL, NULL, TENSE_OTHER },
	{ "I couldn't have asked for a new job", NULL, NULL, TENSE_OTHER },
	{ "I couldn't be with my mom", "you couldn't be with your mom",
	    "not being able to be with your mom", TENSE_PAST },
	{ "I can't help but love my job", NULL, NULL, TENSE_OTHER },
	{ "My boss fired everyone but me", NULL, NULL, TENSE_OTHER },
	{ "I hugged everyone but she left", "you hugged everyone",
	    "hugging everyone", TENSE_PAST },
	{ "My boss NEVER YELLS AT me", "your boss never yells at you",
	    "your boss never yelling at you", TENSE_NOW },
	{ "My dog DiEd", "your dog died", "your dog dying", TENSE_PAST },
	{ "I bought a TV", "you bought a TV", "buying a TV", TENSE_PAST },
	/* It may not be so, or another says it. */
	{ "I'm afraid my wife left me", NULL, NULL, TENSE_OTHER },
	{ "I was worried that my dog died", NULL, NULL, TENSE_OTHER },
	{ "I was so scared that I dropped my keys", "you dropped your keys",
	    "dropping your keys", TENSE_PAST },
	{ "My mom swears I stole her ring", NULL, NULL, TENSE_OTHER },
	{ "I promised my son I would come", NULL, NULL, TENSE_OTHER },
	{ "My friend asked if I stole her ring", NULL, NULL, TENSE_OTHER },
	{ "My boss asked me to leave", "your boss asked you to leave",
	    "your boss asking you to leave", TENSE_PAST },
	{ "My dad found out I sold his car", "you sold his car",
	    "selling his car", TENSE_PAST },
	/* It is taken back. */
	{ "I promised to call my mom and didn't.", NULL, NULL, TENSE_OTHER },
	{ "I promised to call my mom, but I never did.", NULL, NULL,
	    TENSE_OTHER },
	{ "I lost my job, almost.", NULL, NULL, TENSE_OTHER },
	{ "I lost my job I think.", NULL, NULL, TENSE_OTHER },
	{ "I lost my job, just kidding.", NULL, NULL, TENSE_OTHER },
	{ "I love my boss. Not!", NULL, NULL, TENSE_OTHER },
	{ "I sold my car, and I can't wait.", "you sold your car",
	    "selling your car", TENSE_PAST },
	/* Who did it is not said. */
	{ "Stole my car.", NULL, NULL, TENSE_OTHER },
	{ "The brother. Took my car.", NULL, NULL, TENSE_OTHER },
	{ "It rained. Sold my old car.", "you sold your old car",
	    "selling your old car", TENSE_PAST },
	{ "", NULL, NULL, TENSE_OTHER },
	{ "...", NULL, NULL, TENSE_OTHER },
};

static void
is_said(int said, const struct buf *b, const char *want, const char *in)
{
	struct buf	copy = { 0 };

	ck_assert_int_eq(buf_append(&copy, b->data, b->len), 0);
	ck_assert_msg(said == (want != NULL), "%s: %s", in,
	    said ? buf_string(&copy) : "nothing");
	if (said)
		ck_assert_str_eq(buf_string(&copy), want);
	buf_free(&copy);
}

START_TEST(test_row)
{
	struct clause_text	text;
	struct clause		c;
	struct buf		say = { 0 }, doing = { 0 };
	size_t			n;
	int			said = 0, done = 0;

	clause_open(&text, &voice, rows[_i].in, strlen(rows[_i].in));
	if ((n = clause_find(&text, &c, 1)) > 0) {
		said = clause_say(&text, &c, &say);
		done = clause_doing(&text, &c, &doing);
	}
	is_said(said, &say, rows[_i].say, rows[_i].in);
	is_said(done, &doing, rows[_i].doing, rows[_i].in);
	if (said)
		ck_assert_int_eq(c.tense, rows[_i].tense);
	buf_free(&say);
	buf_free(&doing);
}
END_TEST

/* What a feeling is said to be about. */
static const struct {
	const char	*in, *say;
	int		 what;
} felt[] = {
	{ "I'm so nervous about my driving test.", "your driving test",
	    ABOUT_THING },
	{ "I am terrified of spiders", "spiders", ABOUT_THING },
	{ "I miss my old house", "your old house", ABOUT_THING },
	{ "i was happy with the meal last night", "the meal", ABOUT_THING },
	{ "I'm mad at my friend Kim", "your friend Kim", ABOUT_THING },
	{ "I'm scared of losing my job.", "losing your job", ABOUT_DOING },
	{ "I was excited to see my kids", "seeing your kids", ABOUT_DOING },
	{ "I can't wait to go see my gran", "seeing your gran",
	    ABOUT_DOING },
	{ "I look forward to meeting her family", "meeting her family",
	    ABOUT_DOING },
	{ "I hate being alone", "being alone", ABOUT_DOING },
	{ "I am ready for my exams", "your exams", ABOUT_THING },
	{ "I've always been loyal to my family", "your family",
	    ABOUT_THING },
	{ "I feel bad for shouting at my son", "shouting at your son",
	    ABOUT_DOING },
	{ "I was scared walking home alone", "walking home alone",
	    ABOUT_DOING },
	{ "I was so sad growing up", NULL, 0 },
	{ "I can't wait for school to start", "school starting", ABOUT_DOING },
	{ "I'm excited for my son to get a job", "your son getting a job",
	    ABOUT_DOING },
	{ "I'm tired of my boss yelling at me", "your boss yelling at you",
	    ABOUT_DOING },
	{ "I'm happy about football finally starting",
	    "football finally starting", ABOUT_DOING },
	{ "I'm happy with my new hiking boots", "your new hiking boots",
	    ABOUT_THING },
	{ "I'm excited to move!", "moving", ABOUT_DOING },
	{ "I'm ready to go", NULL, 0 },
	{ "I'm looking forward to having good students",
	    "having good students", ABOUT_DOING },
	{ "I'm looking forward to being at home", "being at home",
	    ABOUT_DOING },
	{ "I'm nervous to bring up the money", "bringing up the money",
	    ABOUT_DOING },
	/* What they fear is never said as if it were so. */
	{ "I'm afraid I will never be a good father",
	    "being afraid of never being a good father", ABOUT_DOING },
	{ "I'm worried that my dog might die",
	    "being worried about your dog dying", ABOUT_DOING },
	{ "I'm scared I'll lose my job", "being scared of losing your job",
	    ABOUT_DOING },
	{ "I'm worried my son won't make any friends",
	    "being worried about your son not making any friends",
	    ABOUT_DOING },
	{ "I'm worried he will leave me", NULL, 0 },
	{ "I'm not afraid I will lose my job", NULL, 0 },
	{ "It was so nice to see my sister", "seeing your sister",
	    ABOUT_DOING },
	{ "It was not nice to see my sister", NULL, 0 },
	{ "It was hard to see my sister", NULL, 0 },
	{ "It would be nice to see my sister", NULL, 0 },
	{ "There was a big storm last night", "the big storm", ABOUT_THING },
	{ "I know how many there were. The dog barked", NULL, 0 },
	{ "There was never a storm", NULL, 0 },
	{ "If there was a storm", NULL, 0 },
	{ "There was a man shouting.", NULL, 0 },
	/* Nobody feels it, or not who speaks, or not yet. */
	{ "I'm not scared of spiders", NULL, 0 },
	{ "My son is scared of spiders", NULL, 0 },
	{ "I would love the house", NULL, 0 },
	{ "I hope to see my kids", NULL, 0 },
	{ "I can wait for the results", NULL, 0 },
	{ "I was too tired to go to the party", NULL, 0 },
	{ "I used to be scared of spiders", NULL, 0 },
	{ "I'm no longer scared of spiders", NULL, 0 },
	{ "I'm hardly scared of spiders", NULL, 0 },
	{ "I wish I was happy about my job", NULL, 0 },
	{ "I'm anything but happy about my job", NULL, 0 },
	{ "There was almost a storm", NULL, 0 },
	/* It is less than the whole of it, or nothing. */
	{ "I'm glad about the way", NULL, 0 },
	{ "I'm upset about the frobnitz", NULL, 0 },
	{ "I'm sad about it", NULL, 0 },
	{ "I'm looking forward to", NULL, 0 },
	{ "I am scared to death", NULL, 0 },
	{ "I'm angry at the idiots", NULL, 0 },
};

START_TEST(test_felt)
{
	struct clause_text	text;
	struct buf		b = { 0 };
	int			what;

	clause_open(&text, &voice, felt[_i].in, strlen(felt[_i].in));
	what = clause_about(&text, &b);
	is_said(what != 0, &b, felt[_i].say, felt[_i].in);
	ck_assert_int_eq(what, felt[_i].what);
	buf_free(&b);
}
END_TEST

/* Things that stand out, where all is well or not. */
static const struct {
	const char	*in;
	int		 well;
	const char	*say;		/* or NULL */
} things[] = {
	{ "my uncle grew a giant marrow", 1, "a giant marrow" },
	{ "Gave away my daughter's cot today.", 0, "your daughter's cot" },
	{ "bought a cheese knife set for the wedding", 0,
	    "a cheese knife set" },
	{ "I applied for forty jobs and got two replies", 0, "forty jobs" },
	{ "put a slice of cheese in the printer", 0, "a slice of cheese" },
	{ "Rolled the tractor gently into the ditch.", 0, "the tractor" },
	{ "the kitten climbed the curtains", 0, "the curtains" },
	{ "guinea pigs had babies", 0, NULL },
	{ "we said we'd stay friends", 0, NULL },
	{ "her bus pass turned up", 0, NULL },
	{ "my bus pass turned up", 0, "your bus pass" },
	{ "I do the washing up in here", 0, NULL },
	{ "I don't like them, it's stairs for me", 0, "stairs" },
	{ "Piano lessons start tomorrow", 0, "piano lessons" },
	{ "Compiles here, fails there", 0, NULL },
	{ "we don't get the paper anymore", 0, NULL },
	{ "I love how the house smells after rain", 0, "the house" },
	/* Not what something is called, nor what is done with it. */
	{ "our hotel is a joke", 0, "your hotel" },
	{ "I love how the new machine hums", 0, "the new machine" },
	{ "Guess who adopted a greyhound", 0, "a greyhound" },
	{ "found a stray dog eating my lunch", 0, "a stray dog" },
	{ "I keep hearing a girl scream", 0, "a girl" },
	{ "Spent 20 dollars", 0, NULL },
	{ "I don't have a car anymore", 1, NULL },
	{ "did not lose a single pound", 1, NULL },
	{ "I don't care, the garden is fine", 1, "the garden" },
	/* Neither what is bad is met with joy, nor anybody. */
	{ "the roses survived the storm", 0, "the roses" },
	{ "the whole class survived the storm", 1, "the whole class" },
	{ "my brother says so", 0, NULL },
	/* Nor a time, an insult, something done, or nothing. */
	{ "it was the same every morning", 0, NULL },
	{ "he is such an idiot", 0, NULL },
	{ "I keep swimming", 0, NULL },
	{ "the thing is the way it is", 0, NULL },
	{ "I dream of the", 0, NULL },
	{ "", 0, NULL },
};

START_TEST(test_thing)
{
	struct clause_text	text;
	struct buf		b = { 0 };

	clause_open(&text, &voice, things[_i].in, strlen(things[_i].in));
	is_said(clause_thing(&text, (struct sage_text){ things[_i].in,
	    strlen(things[_i].in) }, things[_i].well, &b), &b, things[_i].say,
	    things[_i].in);
	buf_free(&b);
}
END_TEST

/* Only in the bytes that are asked for. */
START_TEST(test_thing_within)
{
	const char		*s = "We saw a film. I lost a glove. A pie!";
	struct clause_text	 text;
	struct buf		 b = { 0 };

	clause_open(&text, &voice, s, strlen(s));
	is_said(clause_thing(&text, (struct sage_text){ strstr(s, "I lost"),
	    strlen("I lost a glove.") }, 0, &b), &b, "a glove", s);
	buf_free(&b);
}
END_TEST

/* No more are found than there is room for, and each in its place. */
START_TEST(test_several)
{
	const char		*s = "I broke my arm, and I sold my car.";
	struct clause_text	 text;
	struct clause		 c[2];
	struct sage_text	 bytes;

	clause_open(&text, &voice, s, strlen(s));
	ck_assert_uint_eq(clause_find(&text, c, 1), 1);
	ck_assert_uint_eq(clause_find(&text, c, 2), 2);
	bytes = clause_bytes(&text, &c[1]);
	ck_assert_uint_eq(bytes.len, strlen("I sold my car"));
	ck_assert_ptr_eq(bytes.data, strstr(s, "I sold"));
}
END_TEST

/* Neither what was done to them nor what another did is said as their deed. */
START_TEST(test_no_second)
{
	static const char *const	 in[] = {
		"I was robbed and beaten up at school",
		"I was robbed and punched my way out",
		"I saw that she tripped and broke her leg",
		"I had my car towed and lost my job",
		"I never slept or left my room",
	};
	struct clause_text	text;
	struct clause		c[2];

	clause_open(&text, &voice, in[_i], strlen(in[_i]));
	ck_assert_msg(clause_find(&text, c, 2) < 2, "%s", in[_i]);
}
END_TEST

/* Nothing is known of a word past the last, whatever text was there before:
 * the dog is not what nobody noticed. */
START_TEST(test_reopened)
{
	static const char *const	 in[] = {
		"nobody even noticed dogs", "nobody even noticed"
	};
	struct clause_text	text;
	struct clause		c;
	size_t			n[2], i;

	for (i = 0; i < 2; i++) {
		clause_open(&text, &voice, in[i], strlen(in[i]));
		n[i] = clause_find(&text, &c, 1);
	}
	ck_assert_uint_eq(n[0], 1);
	ck_assert_uint_eq(n[1], 0);
}
END_TEST

int
main(void)
{
	Suite	*s = suite_create("clause");
	TCase	*tc = tcase_create("clause");
	SRunner	*sr = srunner_create(s);
	int	 failed;

	tcase_add_checked_fixture(tc, set_up, NULL);
	tcase_add_loop_test(tc, test_row, 0,
	    sizeof(rows) / sizeof(rows[0]));
	tcase_add_loop_test(tc, test_felt, 0,
	    sizeof(felt) / sizeof(felt[0]));
	tcase_add_loop_test(tc, test_thing, 0,
	    sizeof(things) / sizeof(things[0]));
	tcase_add_test(tc, test_thing_within);
	tcase_add_test(tc, test_several);
	tcase_add_loop_test(tc, test_no_second, 0, 5);
	tcase_add_test(tc, test_reopened);
	suite_add_tcase(s, tc);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
