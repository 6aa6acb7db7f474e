package io.retort.benchmark.generator;

import java.util.List;

/** Little stories, from one operation (level 1) to four (level 5). */
final class WordProblemFamily implements ProblemFamily {

  private static final String[] NAMES = {
    "Anna", "Ben", "Carla", "David", "Emma", "Farid", "Grace", "Hugo",
    "Ines", "Jonas", "Kira", "Leo", "Maya", "Nora", "Omar", "Paula"
  };
  private static final String[] THINGS = {
    "apples", "books", "coins", "pens", "cards", "stamps", "shells", "eggs"
  };

  @Override
  public Draft draft(int level, Draws draws, TraceBuilder trace) {
    boolean isFirstStory = draws.coin();
    return switch (level) {
      case 1 -> isFirstStory ? getsMore(draws, trace) : givesAway(draws, trace);
      case 2 -> isFirstStory ? boxes(draws, trace) : sharing(draws, trace);
      case 3 -> isFirstStory ? change(draws, trace) : train(draws, trace);
      case 4 -> isFirstStory ? threeOwners(draws, trace) : drive(draws, trace);
      default -> isFirstStory ? school(draws, trace) : machines(draws, trace);
    };
  }

  private static Draft getsMore(Draws draws, TraceBuilder trace) {
    String name = draws.pick(NAMES);
    String things = draws.pick(THINGS);
    int a = draws.between(5, 60);
    int b = draws.between(2, 39);
    trace.say("More means I add.", "I add the new ones.");
    trace.line().sum(a, b).checkSum(a, b);
    trace.line(name + " has " + (a + b) + " " + things);
    String story = name + " has " + a + " " + things + " and gets " + b + " more.";
    String question = story + " How many " + things + " does " + name + " have now?";
    return new Draft(question, a + b, "more " + a + " " + b);
  }

  private static Draft givesAway(Draws draws, TraceBuilder trace) {
    String name = draws.pick(NAMES);
    String things = draws.pick(THINGS);
    int b = draws.between(2, 39);
    int a = b + draws.between(5, 60);
    trace.say("Giving away means I subtract.", "I take them away.");
    trace.line().sum(a, -b).checkSum(a, -b);
    trace.line(name + " has " + (a - b) + " " + things);
    String story = name + " has " + a + " " + things + " and gives away " + b + ".";
    return new Draft(story + " How many " + things + " are left?", a - b, "less " + a + " " + b);
  }

  private static Draft boxes(Draws draws, TraceBuilder trace) {
    String name = draws.pick(NAMES);
    String things = draws.pick(THINGS);
    int boxes = draws.between(2, 12);
    int each = draws.between(2, 12);
    int before = draws.between(2, 40);
    trace.say("First the " + things + " in the boxes.", "First the boxes.");
    trace.line().product(boxes, each);
    trace.line("Then add: ").sum(boxes * each, before).checkSum(boxes * each, before);
    String bought = name + " buys " + boxes + " boxes with " + each + " " + things + " each";
    String story = bought + " and already has " + before + " " + things + ".";
    String question = story + " How many " + things + " does " + name + " have in total?";
    String canonical = "boxes " + boxes + " " + each + " " + before;
    return new Draft(question, boxes * each + before, canonical);
  }

  private static Draft sharing(Draws draws, TraceBuilder trace) {
    String name = draws.pick(NAMES);
    String things = draws.pick(THINGS);
    int friends = draws.between(2, 12);
    int each = draws.between(2, 12);
    int total = friends * each;
    trace.say("Sharing equally means dividing.", "I divide by " + friends + ".");
    trace.line().quotient(total, friends);
    trace.check(friends + " × " + each + " = " + total);
    String shares = name + " shares " + total + " " + things;
    String story = shares + " equally among " + friends + " friends.";
    String question = story + " How many " + things + " does each friend get?";
    return new Draft(question, each, "share " + total + " " + friends);
  }

  private static Draft change(Draws draws, TraceBuilder trace) {
    String name = draws.pick(NAMES);
    String things = draws.pick(THINGS);
    int count = draws.between(3, 12);
    int price = draws.between(2, 15);
    int change = draws.between(2, 60);
    int cost = count * price;
    int paid = cost + change;
    trace.say("First the total price.", "What do the " + things + " cost?");
    trace.line().product(count, price);
    trace.line("Change: ").sum(paid, -cost).checkSum(paid, -cost);
    String bought = name + " buys " + count + " " + things + " for " + price + " dollars each";
    String story = bought + " and pays with " + paid + " dollars.";
    String question = story + " How much change does " + name + " get?";
    return new Draft(question, change, "change " + count + " " + price + " " + paid);
  }

  private static Draft train(Draws draws, TraceBuilder trace) {
    int seatsPerCar = draws.between(12, 60);
    int cars = draws.between(3, 9);
    int empty = draws.between(3, 30);
    int seats = seatsPerCar * cars;
    trace.say("First all seats.", "How many seats are there?");
    trace.line().product(seatsPerCar, cars);
    trace.line("Taken: ").sum(seats, -empty).checkSum(seats, -empty);
    String story = "A train has " + cars + " cars with " + seatsPerCar + " seats each, and ";
    String question = story + empty + " seats are empty. How many seats are taken?";
    return new Draft(question, seats - empty, "train " + cars + " " + seatsPerCar + " " + empty);
  }

  private static Draft threeOwners(Draws draws, TraceBuilder trace) {
    String first = draws.pick(NAMES);
    String second = otherName(draws, List.of(first));
    String third = otherName(draws, List.of(first, second));
    String things = draws.pick(THINGS);
    int a = draws.between(5, 40);
    int times = draws.between(2, 6);
    int more = draws.between(2, 30);
    int b = a * times;
    int c = b + more;
    trace.line(second + ": ").product(times, a);
    trace.line(third + ": ").sum(b, more);
    trace.line("Together: ").sum(a, b).text(" and ").sum(a + b, c).checkSum(a + b, c);
    String story = first + " has " + a + " " + things + ". " + second + " has " + times;
    story += " times as many, and " + third + " has " + more + " more than " + second + ".";
    String question = story + " How many " + things + " do they have together?";
    return new Draft(question, a + b + c, "three " + a + " " + times + " " + more);
  }

  private static Draft drive(Draws draws, TraceBuilder trace) {
    int hours = draws.between(2, 9);
    int speed = draws.between(20, 95);
    int moreHours = draws.between(2, 9);
    int nextSpeed = draws.between(20, 95);
    int way = speed * hours;
    int nextWay = nextSpeed * moreHours;
    trace.say("Distance is speed times time.", "I add the two distances.");
    trace.line().product(speed, hours);
    trace.line().product(nextSpeed, moreHours);
    trace.line("Total: ").sum(way, nextWay).checkSum(way, nextWay);
    String story = "A car drives " + hours + " hours at " + speed + " km per hour and then ";
    story += moreHours + " hours at " + nextSpeed + " km per hour.";
    String canonical = "drive " + hours + " " + speed + " " + moreHours + " " + nextSpeed;
    return new Draft(story + " How many km is that in total?", way + nextWay, canonical);
  }

  private static Draft school(Draws draws, TraceBuilder trace) {
    int percentOff = draws.pick(10, 20, 25, 50);
    int divisor = 100 / percentOff;
    int chairs = draws.between(11, 40);
    int chairPrice = draws.between(11, 40);
    int tables;
    int tablePrice;
    int total;
    do {
      tables = draws.between(6, 30);
      tablePrice = draws.between(11, 40);
      total = chairs * chairPrice + tables * tablePrice;
    } while (total % divisor != 0); // prices are whole dollars
    int discount = total / divisor;
    trace.line("Chairs: ").product(chairs, chairPrice);
    trace.line("Tables: ").product(tables, tablePrice);
    trace.line("Total: ").sum(chairs * chairPrice, tables * tablePrice);
    trace.line(percentOff + "% is 1/" + divisor + ": ").quotient(total, divisor);
    trace.line("Pay: ").sum(total, -discount).checkSum(total, -discount);
    String bought = chairs + " chairs for " + chairPrice + " dollars each and ";
    bought += tables + " tables for " + tablePrice + " dollars each";
    String question =
        "A school buys "
            + bought
            + ", with "
            + percentOff
            + "% off the total. How much does it pay?";
    String numbers = chairs + " " + chairPrice + " " + tables + " " + tablePrice;
    return new Draft(question, total - discount, "school " + numbers + " " + percentOff);
  }

  private static Draft machines(Draws draws, TraceBuilder trace) {
    int machines = draws.between(3, 12);
    int parts = draws.between(12, 45);
    int hours = draws.between(21, 60);
    int broken = draws.between(100, 700); // fewer than the 3 × 12 × 21 = 756 made at least
    int perHour = machines * parts;
    int made = perHour * hours;
    trace.say("Parts per hour first.", "First one hour.");
    trace.line().product(machines, parts);
    trace.line("In " + hours + " hours: ").product(perHour, hours);
    trace.line("Good parts: ").sum(made, -broken).checkSum(made, -broken);
    String story = machines + " machines each make " + parts + " parts per hour for ";
    story += hours + " hours, and " + broken + " parts are broken.";
    String canonical = "machines " + machines + " " + parts + " " + hours + " " + broken;
    return new Draft(story + " How many good parts are there?", made - broken, canonical);
  }

  private static String otherName(Draws draws, List<String> taken) {
    String name = draws.pick(NAMES);
    while (taken.contains(name)) {
      name = draws.pick(NAMES);
    }
    return name;
  }
}
