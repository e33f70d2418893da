namespace Mim.Core.Delivery;

/// <summary>Who may do what with an installed file.</summary>
/// <param name="Owner">User name or number; null for whoever writes.</param>
/// <param name="Group">Group name or number; null likewise.</param>
/// <param name="Mode">Permission bits on Unix.</param>
/// <param name="HoldsKey">Whether a private key is in it: then nobody else reads it unless the mode says so.</param>
public sealed record FileProtection(string? Owner, string? Group, UnixFileMode Mode, bool HoldsKey);
