using Mim.Core.Access;
using Mim.Core.Identities;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IEvidenceStore"/> promises.</summary>
public abstract class EvidenceStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void The_evidence_of_an_identity_comes_newest_first_and_alone()
    {
        var (web, other) = (Sample.Identity("web01"), Sample.Identity("web02"));
        var facts = Enumerable.Range(0, 700).Select(index => Fact(web, Sample.Now.AddSeconds(index / 2))).ToList();
        var alone = Fact(other, Sample.Now) with { VersionId = Guid.CreateVersion7(), Kind = EvidenceKind.Read, Detail = "für ä" };
        Inventory.Add(web, other);
        Inventory.Write(transaction =>
        {
            facts.ForEach(transaction.Evidence.Add);
            transaction.Evidence.Add(alone);
        });

        Assert.Equal(
            facts.OrderByDescending(fact => fact.At).ThenByDescending(fact => fact.Id),
            Inventory.Evidence.OfIdentity(web.Id, None));
        Assert.Equal(alone, Assert.Single(Inventory.Evidence.OfIdentity(other.Id, None)));
        Assert.Empty(Inventory.Evidence.OfIdentity(Guid.CreateVersion7(), None));
    }

    private static Evidence Fact(MachineIdentity identity, DateTimeOffset at) => new()
    {
        Id = Guid.CreateVersion7(at), IdentityId = identity.Id, Kind = EvidenceKind.Seen, Source = "ops@host1", At = at,
    };
}
