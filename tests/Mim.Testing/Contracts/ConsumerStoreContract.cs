using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IConsumerStore"/> promises.</summary>
public abstract class ConsumerStoreContract(ITestStore store) : StoreContract(store)
{
    private readonly MachineIdentity _identity = Sample.Identity("web01");

    [SuiteFact]
    public void Seeing_a_consumer_again_keeps_when_it_was_first_seen()
    {
        var first = Consumer("nginx (/etc/nginx/nginx.conf)");
        var again = first with { Id = Guid.CreateVersion7(), Purpose = "shop", FirstSeen = Sample.Now.AddDays(5), LastSeen = Sample.Now.AddDays(5) };
        Put(Consumer("postfix (/etc/postfix/main.cf)"), first, again);

        Assert.Equivalent(
            new[] { first with { Purpose = "shop", LastSeen = again.LastSeen }, Consumer("postfix (/etc/postfix/main.cf)") }.Select(one => one with { Id = default }),
            Inventory.Consumers.OfIdentity(_identity.Id).Select(one => one with { Id = default }),
            strict: true);
        Assert.Empty(Inventory.Consumers.OfIdentity(Guid.CreateVersion7()));
    }

    [SuiteFact]
    public void Consumers_of_several_identities_come_at_once()
    {
        var (second, third) = (Sample.Identity("web02"), Sample.Identity("web03"));
        Inventory.Add(second);
        Inventory.Add(third);
        Put(Consumer("b"), Consumer("a"), Consumer("c") with { IdentityId = second.Id }, Consumer("d") with { IdentityId = third.Id });

        var found = Inventory.Consumers.OfIdentities([_identity.Id, third.Id, Guid.CreateVersion7()], None);

        Assert.Equal(["a", "b"], found.Where(consumer => consumer.IdentityId == _identity.Id).Select(consumer => consumer.System));
        Assert.Equal(["d"], found.Where(consumer => consumer.IdentityId == third.Id).Select(consumer => consumer.System));
        Assert.Equal(3, found.Count);
    }

    private Consumer Consumer(string system) => new()
    {
        Id = Guid.CreateVersion7(Sample.Now), IdentityId = _identity.Id, System = system, FirstSeen = Sample.Now, LastSeen = Sample.Now,
    };

    private void Put(params Consumer[] consumers) => Inventory.Write(transaction =>
    {
        transaction.Identities.Add(_identity);
        Array.ForEach(consumers, transaction.Consumers.Put);
    });
}
