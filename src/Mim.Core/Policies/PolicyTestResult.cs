using Mim.Core.Identities;

namespace Mim.Core.Policies;

/// <summary>An identity held against the policy of its tier, rule by rule.</summary>
public sealed record PolicyTestResult
{
    public PolicyTestResult(MachineIdentity identity, IReadOnlyList<PolicyFinding> findings)
    {
        IdentityId = identity.Id;
        Identity = identity.Name;
        Criticality = identity.Criticality;
        Findings = findings;
    }

    public Guid IdentityId { get; }

    public string Identity { get; }

    public Criticality Criticality { get; }

    public bool Passed => Findings.All(finding => finding.Passed);

    public IReadOnlyList<PolicyFinding> Findings { get; }
}
