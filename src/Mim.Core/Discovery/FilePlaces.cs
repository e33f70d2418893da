namespace Mim.Core.Discovery;

/// <summary>
/// How files of one machine are written in the inventory: by their path alone where the inventory is that machine's own, with its
/// name where several share it, as the same path is another file on each of them.
/// </summary>
/// <param name="machine">Null for the only machine of the inventory.</param>
internal sealed class FilePlaces(string? machine)
{
    /// <summary>One of <see cref="LocationKinds"/>.</summary>
    public string Kind => machine is null ? LocationKinds.File : LocationKinds.RemoteFile;

    public string AddressOf(string path) => machine is null ? path : $"{machine}:{path}";

    public string PathOf(string address) => machine is null ? address : address[(machine.Length + 1)..];
}
