namespace Mim.Delivery.Accounts;

/// <summary>A connection that is kept.</summary>
/// <param name="Owner">Who is logged in on it.</param>
/// <param name="Line">The connection.</param>
/// <param name="Until">When it is used no more.</param>
internal sealed record KeptLine(KeptLineOwner Owner, AccountLine Line, DateTimeOffset Until);
