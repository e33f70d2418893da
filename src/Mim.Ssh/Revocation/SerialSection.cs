namespace Mim.Ssh.Revocation;

/// <summary>Serial numbers that are written together.</summary>
/// <param name="Kind">List, range or bitmap.</param>
/// <param name="First">Index of the first of them.</param>
/// <param name="Last">Index of the last of them.</param>
internal readonly record struct SerialSection(byte Kind, int First, int Last);
