namespace Mim.Core.Issuing.Ssh;

/// <summary>A key of SSH that is wanted. A key itself never ends: after its lifetime it is due to be replaced.</summary>
public sealed record NewSshKey : NewSshIdentity
{
    /// <summary>The key of a host; a user's or a program's otherwise.</summary>
    public bool IsHostKey { get; init; }
}
