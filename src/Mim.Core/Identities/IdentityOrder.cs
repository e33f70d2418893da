namespace Mim.Core.Identities;

/// <summary>Order of a list; each has an index behind it.</summary>
public enum IdentityOrder
{
    Name,
    NotAfter,
    DueAt,
}
