using Mim.Core.Audit;
using Mim.Core.Identities;
using Mim.Core.Issuing.Succession;
using Mim.Core.Ports;

namespace Mim.Core.Policies;

/// <summary>The policies of a store: the built-in tiers, and what was set over them. Setting one moves due times with it.</summary>
public sealed class PolicyBook(IInventory inventory, ActLedger ledger)
{
    private const int DueBatch = 256;
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(36525);

    /// <summary>All four tiers, lowest first.</summary>
    public IReadOnlyList<IdentityPolicy> Get() => Merge(inventory.Policies);

    public IdentityPolicy For(Criticality criticality) => Get()[(int)criticality];

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidPolicy"/>, naming the field.</exception>
    public IdentityPolicy Set(IdentityPolicy policy, CancellationToken cancellationToken) => SetAll([policy], "SetPolicy", cancellationToken)[0];

    /// <summary>Brings a tier back to its built-in policy; false when it was built in already.</summary>
    public bool Remove(Criticality criticality, CancellationToken cancellationToken)
    {
        if (For(criticality).IsBuiltIn)
        {
            return false;
        }

        ledger.Commit(
            (transaction, acts) =>
            {
                transaction.Policies.Remove(criticality);
                acts.Record(new Act("RemovePolicy", "Policy", null, criticality.ToString()));
            },
            cancellationToken);
        MoveDueTimes(BuiltInPolicies.For(criticality), cancellationToken);
        return true;
    }

    /// <summary>Holds an identity against its tier.</summary>
    public IReadOnlyList<PolicyFinding> Test(MachineIdentity identity) =>
        [.. PolicyRules.Judge(
            For(identity.Criticality), PolicySubject.Of(identity) with { ReplacedAuthorities = ReplacedBy(identity.AuthorityId) })];

    public string Export() => PolicyJson.Write(Get());

    /// <summary>Sets every tier in <paramref name="json"/>, all or none.</summary>
    public IReadOnlyList<IdentityPolicy> Import(string json, CancellationToken cancellationToken) =>
        SetAll(PolicyJson.Read(json), "ImportPolicy", cancellationToken);

    internal static IReadOnlyList<IdentityPolicy> Merge(IPolicyReader reader)
    {
        var set = reader.All();
        return [.. BuiltInPolicies.All.Select(builtIn => set.FirstOrDefault(policy => policy.Criticality == builtIn.Criticality) ?? builtIn)];
    }

    private IReadOnlyList<string> ReplacedBy(Guid? authority) =>
        authority is { } id ? new AuthorityLine(inventory.Authorities).NamesBefore(id, inventory.Identities) : [];

    private static void Validate(IdentityPolicy policy)
    {
        Require(policy.MaximumLifetime > TimeSpan.Zero && policy.MaximumLifetime <= LongestLifetime, policy, "MaximumLifetime must be positive and at most 100 years");
        Require(policy.DefaultLifetime > TimeSpan.Zero && policy.DefaultLifetime <= policy.MaximumLifetime, policy, "DefaultLifetime must be positive and at most MaximumLifetime");
        Require(policy.RenewalFraction is > 0 and < 1, policy, "RenewalFraction must lie between 0 and 1");
        Require(policy.Jitter is >= 0 and <= 0.5, policy, "Jitter must lie between 0 and 0.5");
        Require(policy.Jitter < policy.RenewalFraction, policy, "Jitter must be below RenewalFraction: nothing is due before it is made");
        Require(policy.MinimumRsaBits >= 2048, policy, "MinimumRsaBits must be at least 2048");
        Require(policy.MinimumEcBits is >= 256 and <= 521, policy, "MinimumEcBits must lie between 256 and 521");
        Require(policy.Overlap >= TimeSpan.Zero, policy, "Overlap must not be negative");
        Require(policy.QuietTime >= TimeSpan.Zero, policy, "QuietTime must not be negative");
        Require(policy.IssueLimit is null or > 0, policy, "IssueLimit must be at least 1");
        Require(policy.IssueSpan > TimeSpan.Zero && policy.IssueSpan <= LongestLifetime, policy, "IssueSpan must be positive and at most 100 years");
        Require(policy.IssueSpacing >= TimeSpan.Zero, policy, "IssueSpacing must not be negative");
        Require(policy.MaximumLease > TimeSpan.Zero && policy.MaximumLease <= LongestLifetime, policy, "MaximumLease must be positive and at most 100 years");
        Require(Enum.IsDefined(policy.Criticality), policy, "Criticality must be Low, Medium, High or Critical");
    }

    private static void Require(bool holds, IdentityPolicy policy, string rule)
    {
        if (!holds)
        {
            throw new MimException(MimErrorCause.InvalidPolicy, $"The {policy.Criticality} policy is not valid: {rule}.", policy.Criticality.ToString());
        }
    }

    private List<IdentityPolicy> SetAll(IReadOnlyList<IdentityPolicy> policies, string act, CancellationToken cancellationToken)
    {
        var set = policies.Select(policy => policy with { IsBuiltIn = false }).ToList();
        set.ForEach(Validate);
        ledger.Commit(
            (transaction, acts) =>
            {
                foreach (var policy in set)
                {
                    transaction.Policies.Put(policy);
                    acts.Record(new Act(act, "Policy", null, policy.Criticality.ToString(), new Dictionary<string, string>
                    {
                        ["policy"] = PolicyJson.Write([policy]),
                    }));
                }
            },
            cancellationToken);
        set.ForEach(policy => MoveDueTimes(policy, cancellationToken));
        return set;
    }

    private void MoveDueTimes(IdentityPolicy policy, CancellationToken cancellationToken)
    {
        var query = new IdentityQuery { Criticalities = [policy.Criticality], Statuses = [VersionState.Active, VersionState.Suspended] };
        foreach (var batch in inventory.Identities.Find(query, cancellationToken).Where(identity => identity.DueAt is not null).Chunk(DueBatch))
        {
            ledger.Commit(
                (transaction, acts) =>
                {
                    foreach (var identity in batch)
                    {
                        MoveDueTime(transaction, identity.Id, policy);
                    }

                    acts.Record(new Act("MoveDueTimes", "Policy", null, policy.Criticality.ToString()));
                },
                cancellationToken);
        }
    }

    private static void MoveDueTime(IInventoryTransaction transaction, Guid identityId, IdentityPolicy policy)
    {
        if (transaction.Identities.Get(identityId) is { CurrentVersionId: { } versionId, DueAt: not null } identity
            && transaction.Versions.Get(versionId) is { } version)
        {
            var due = Schedule.DueAt(version, policy);
            transaction.Versions.Update(version with { DueAt = due });
            transaction.Identities.Update(identity with { DueAt = due });
        }
    }
}
