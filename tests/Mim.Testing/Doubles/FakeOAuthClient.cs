namespace Mim.Testing.Doubles;

/// <summary>A client of a <see cref="FakeOAuthServer"/>.</summary>
public sealed record FakeOAuthClient(string Metadata, string Secret, string Token);
