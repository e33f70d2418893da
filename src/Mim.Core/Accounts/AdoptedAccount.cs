using Mim.Core.Identities;

namespace Mim.Core.Accounts;

/// <summary>An identity that goes on as an account that is rotated.</summary>
/// <param name="Identity">As the inventory has it.</param>
/// <param name="Versions">Oldest first; none has a value.</param>
internal sealed record AdoptedAccount(MachineIdentity Identity, IReadOnlyList<CredentialVersion> Versions)
{
    /// <summary>Of its next version.</summary>
    public int NextNumber => Versions is [.., var last] ? last.Number + 1 : 1;

    /// <summary>What is wanted, with what people said before wherever nothing is said now.</summary>
    public NewAccount Complete(NewAccount wanted) => wanted with
    {
        Name = Identity.Name,
        Owner = wanted.Owner ?? Identity.Owner,
        Purpose = wanted.Purpose ?? Identity.Purpose,
        Criticality = wanted.Criticality ?? Identity.Criticality,
        Environment = wanted.Environment ?? Identity.Environment,
        Tags = wanted.Tags.Count > 0 ? wanted.Tags : Identity.Tags,
    };

    /// <summary>The identity as a complete wish has it.</summary>
    public MachineIdentity As(NewAccount wanted) => Identity with
    {
        Owner = wanted.Owner, Purpose = wanted.Purpose, Criticality = wanted.Tier, Environment = wanted.Environment, Tags = wanted.Tags,
    };
}
