namespace Mim.Core.Delivery;

/// <summary>What a look at a target found.</summary>
public sealed record TargetTest(Target Target, bool Holds, string Reason)
{
    public Guid IdentityId => Target.IdentityId;

    public string Identity => Target.Identity;

    public string Address => Target.Address;
}
