using Mim.Core.Sealing;

namespace Mim.Core.Accounts.OAuth;

/// <summary>One request for the registration of a client.</summary>
/// <param name="Verb">What is wanted.</param>
/// <param name="Endpoint">Of the registration, or of the client's configuration.</param>
/// <param name="Token">Initial or registration access token, in ASCII; stays the caller's. Null for none.</param>
/// <param name="Metadata">Of the client, a JSON object; null where nothing is said of it.</param>
public sealed record ClientQuestion(ClientVerb Verb, string Endpoint, KeyMaterial? Token, string? Metadata = null);
