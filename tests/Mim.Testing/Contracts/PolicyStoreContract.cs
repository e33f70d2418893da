using Mim.Core.Identities;
using Mim.Core.Policies;

namespace Mim.Testing.Contracts;

/// <summary>What <see cref="Core.Ports.IPolicyStore"/> promises.</summary>
public abstract class PolicyStoreContract(ITestStore store) : StoreContract(store)
{
    [SuiteFact]
    public void A_set_policy_comes_back_until_it_is_removed()
    {
        var policy = BuiltInPolicies.For(Criticality.High) with
        {
            RenewalFraction = 1.0 / 3,
            Overlap = TimeSpan.FromMinutes(90),
            NamePatterns = ["*.corp.test"],
            RequiredTags = ["team"],
            Authorities = ["corp*"],
        };
        Inventory.Write(transaction =>
        {
            transaction.Policies.Put(policy with { Jitter = 0.5 });
            transaction.Policies.Put(policy);
            transaction.Policies.Put(BuiltInPolicies.For(Criticality.Low));
        });

        Assert.Equal([Criticality.Low, Criticality.High], Inventory.Policies.All().Select(set => set.Criticality));
        Assert.Equivalent(policy with { IsBuiltIn = false }, Inventory.Policies.All()[1], strict: true);

        Assert.True(Inventory.Write(transaction => transaction.Policies.Remove(Criticality.High), None));
        Assert.False(Inventory.Write(transaction => transaction.Policies.Remove(Criticality.High), None));
        Assert.Equal([Criticality.Low], Inventory.Policies.All().Select(set => set.Criticality));
    }
}
