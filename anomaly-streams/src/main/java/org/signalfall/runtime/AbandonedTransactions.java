package org.signalfall.runtime;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what processes of the application have left open that are no longer in its group, as those
 * that were killed do. Whoever takes over their tasks has to wait for the end of their
 * transactions, which brokers bring about after {@code transaction.timeout.ms} and another {@code
 * transaction.abort.timed.out.transaction.cleanup.interval.ms}: 10 to 20 s by default.
 *
 * <p>A process that is only slow has lost its tasks when it left the group, and couldn't have
 * committed any more. It is fenced, and joins anew, as it would have to in any case.
 */
final class AbandonedTransactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedTransactions.class);
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Admin admin;
  private final String application;
  private final BooleanSupplier waits;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::lookAgainAndAgain, "abandoned-transactions");
  private String lastTrouble = "";

  /**
   * Prepares to look for them.
   *
   * @param waits whether tasks have been given to this process that it doesn't work on yet; nobody
   *     looks while there are none
   */
  AbandonedTransactions(StreamsSettings settings, BooleanSupplier waits) {
    Map<String, Object> clients = settings.forClients();
    clients.keySet().retainAll(AdminClientConfig.configNames());
    this.admin = Admin.create(clients);
    this.application = settings.applicationId();
    this.waits = waits;
  }

  /** Begins to look, again and again. */
  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void lookAgainAndAgain() {
    try {
      while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (waits.getAsBoolean()) {
          look();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() throws InterruptedException {
    try {
      end();
    } catch (ExecutionException e) {
      tellOnce(String.valueOf(e.getCause()));
    }
  }

  private void tellOnce(String trouble) {
    if (!trouble.equals(lastTrouble)) {
      lastTrouble = trouble;
      LOG.warn("Transactions that were left open have to wait for their timeout: {}", trouble);
    }
  }

  private void end() throws ExecutionException, InterruptedException {
    List<String> open =
        admin
            .listTransactions(
                new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
            .all()
            .get()
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    if (open.isEmpty()) {
      return;
    }
    Collection<String> abandoned = new ProcessNames(application).withoutMember(open, clients());
    if (!abandoned.isEmpty()) {
      admin.fenceProducers(abandoned).all().get();
      LOG.info("Ended transactions that nobody would have ended: {}", abandoned);
    }
  }

  private List<String> clients() throws ExecutionException, InterruptedException {
    return admin
        .describeConsumerGroups(Set.of(application))
        .describedGroups()
        .get(application)
        .get()
        .members()
        .stream()
        .map(MemberDescription::clientId)
        .toList();
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
    admin.close(CLOSE_TIMEOUT);
  }
}
