namespace Mim.Core.Ports;

/// <summary>Lists of keys that strangers know, where the system has some: those of Debian's openssh-blacklist and openssl-blacklist.</summary>
public interface IWeakKeyLists
{
    /// <summary>Opens one list after the other; none where none is installed. The caller closes each. A list that cannot be read is left out.</summary>
    IEnumerable<TextReader> Open();
}
