using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IIdentityReader"/> promises of order and length.</summary>
public abstract class IdentityListContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void Lists_by_time_put_those_without_it_last()
    {
        Inventory.Add(
            Sample.Identity("late") with { NotAfter = Sample.Now.AddDays(9), DueAt = Sample.Now.AddDays(1) },
            Sample.Identity("never") with { NotAfter = null, DueAt = null },
            Sample.Identity("soon") with { NotAfter = Sample.Now.AddDays(1), DueAt = Sample.Now.AddDays(9) });

        Assert.Equal(["soon", "late", "never"], Find(new IdentityQuery { Order = IdentityOrder.NotAfter }));
        Assert.Equal(["late", "soon", "never"], Find(new IdentityQuery { Order = IdentityOrder.DueAt }));
        Assert.Equal(["soon", "late"], Find(new IdentityQuery { Order = IdentityOrder.NotAfter, ExpiringBefore = Sample.Now.AddDays(9) }));
        Assert.Equal(["late"], Find(new IdentityQuery { ExpiringBefore = Sample.Now.AddDays(9), ExpiringAfter = Sample.Now.AddDays(1) }));
        Assert.Equal(["late", "never"], Find(new IdentityQuery { Order = IdentityOrder.DueAt, Tags = ["blue"], Names = ["l*", "n*"] }));
        Assert.Equal(["late"], Find(new IdentityQuery { DueBefore = Sample.Now.AddDays(1) }));
    }

    [SuiteTheory]
    [InlineData(IdentityOrder.Name)]
    [InlineData(IdentityOrder.NotAfter)]
    [InlineData(IdentityOrder.DueAt)]
    public void Long_lists_hold_each_identity_once_and_in_order(IdentityOrder order)
    {
        Inventory.Add(Enumerable.Range(0, 2600).Select(i => Sample.Identity($"Host{i * 7 % 2600:D4}") with
        {
            NotAfter = i % 5 == 0 ? null : Sample.Now.AddHours(i % 7),
            DueAt = i % 3 == 0 ? null : Sample.Now.AddHours(i % 11),
        }));
        Inventory.Add(Sample.Identity("host0000", IdentityKind.SshKey));

        var all = Find(new IdentityQuery());

        Assert.Equal(2601, all.Select(identity => identity.Id).Distinct().Count());
        Assert.Equal(2601, all.Count);
        Assert.Equal(all.Select(Key), all.Select(Key).Order(StringComparer.Ordinal));
        Assert.Equal(all.Take(1500).Select(i => i.Id), Find(new IdentityQuery { First = 1500 }).Select(i => i.Id));
        Assert.Equal(1000, Find(new IdentityQuery { Names = ["host0*", "none"], Kinds = [IdentityKind.Certificate] }).Count);
        Assert.Equal(2081, Find(new IdentityQuery { Names = ["*"], Tags = ["blue"] }).Count(i => i.NotAfter is not null));

        List<MachineIdentity> Find(IdentityQuery query) => [.. Inventory.Identities.Find(query with { Order = order }, None)];

        string Key(MachineIdentity identity) => order switch
        {
            IdentityOrder.NotAfter => $"{identity.NotAfter?.UtcDateTime ?? DateTime.MaxValue:O}",
            IdentityOrder.DueAt => $"{identity.DueAt?.UtcDateTime ?? DateTime.MaxValue:O}",
            _ => identity.Name.ToLowerInvariant(),
        };
    }

    [SuiteFact]
    public void Changes_between_pages_disturb_nobody()
    {
        Inventory.Add(Enumerable.Range(0, 1500).Select(i => Sample.Identity($"host{i:D4}")));
        List<string> seen = [];

        foreach (var identity in Inventory.Identities.Find(new IdentityQuery(), None))
        {
            seen.Add(identity.Name);
            if (seen.Count == 10)
            {
                Inventory.Add(Sample.Identity("host0000a"), Sample.Identity("host1499a"));
            }
        }

        Assert.Equal(1501, seen.Count);
        Assert.Equal("host1499a", seen[^1]);
    }

    [SuiteFact]
    public void A_cancelled_list_stops()
    {
        Inventory.Add(Enumerable.Range(0, 1500).Select(i => Sample.Identity($"host{i:D4}")));
        using var cancellation = new CancellationTokenSource();

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var _ in Inventory.Identities.Find(new IdentityQuery(), cancellation.Token))
            {
                cancellation.Cancel();
            }
        });
    }

    private List<string> Find(IdentityQuery query) =>
        [.. Inventory.Identities.Find(query, None).Select(identity => identity.Name)];
}
