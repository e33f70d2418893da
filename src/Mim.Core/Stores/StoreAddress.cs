using System.Text;
using Mim.Core.Sealing;

namespace Mim.Core.Stores;

/// <summary>Where a store is when a command does not say: the rules that every host of the use cases shares.</summary>
public static class StoreAddress
{
    public const string StoreVariable = "MIM_STORE";
    public const string KeyFileVariable = "MIM_KEY_FILE";
    public const string PassphraseFileVariable = "MIM_PASSPHRASE_FILE";

    /// <summary>The store that was named, else the one of MIM_STORE; null when neither says.</summary>
    /// <param name="store">What a command line says; a password in it is refused, because command lines are kept and shown.</param>
    /// <param name="fullPath">Makes paths full ones.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>: as <see cref="PostgresAddress.Parse"/>.</exception>
    public static StoreReference? Named(string? store, Func<string, string> fullPath)
    {
        if ((store ?? Variable(StoreVariable)) is not { } named)
        {
            return null;
        }

        if (!IsConnectionString(named))
        {
            return At(fullPath(named), fullPath);
        }

        var address = PostgresAddress.Parse(named, fullPath);
        var reference = At(address.Location, fullPath);
        if (address.Password is null)
        {
            return reference;
        }

        return store is null ? reference with { DatabasePassword = PasswordOfVariable } : throw new MimException(
            MimErrorCause.InvalidArgument,
            "A password on a command line stays in histories and logs. Leave it out, and give it by -Credential of " +
            "Connect-MachineIdentityStore, in a pgpass file (PGPASSFILE, ~/.pgpass) or in the environment (PGPASSWORD, MIM_STORE).",
            address.Location);
    }

    /// <summary>The store of this machine, whose keyring is opened by what the environment names.</summary>
    public static StoreReference OfMachine(Func<string, string> fullPath) => At(Default(), fullPath);

    public static bool IsConnectionString(string text) => ConnectionText.Is(text);

    /// <summary>The location without a password, for messages; of a connection that cannot be read, nothing.</summary>
    public static string Display(string location)
    {
        try
        {
            return IsConnectionString(location) ? PostgresAddress.Parse(location, path => path).Location : location;
        }
        catch (MimException)
        {
            return "a store at an address that cannot be read";
        }
    }

    /// <summary>Where the key file of a new store lies when nobody says otherwise: beside a file, else in the machine's own folder.</summary>
    public static string DefaultKeyFile(string location) => IsConnectionString(location)
        ? Path.Combine(Path.GetDirectoryName(Default())!, PostgresAddress.Parse(location, path => path).KeyFileName)
        : Path.ChangeExtension(location, ".key");

    /// <summary>The machine's default: made on first use.</summary>
    public static string Default()
    {
        if (OperatingSystem.IsWindows())
        {
            var data = Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData);
            return Path.Combine(data, "MimModule", "inventory.db");
        }

        if (Environment.IsPrivilegedProcess)
        {
            return "/var/lib/mim/inventory.db";
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var share = Variable("XDG_DATA_HOME") ?? Path.Combine(home, ".local", "share");
        return Path.Combine(share, "mim", "inventory.db");
    }

    private static StoreReference At(string location, Func<string, string> fullPath) => new()
    {
        Location = location,
        KeyFile = Variable(KeyFileVariable) is { } keyFile ? fullPath(keyFile) : null,
        PassphraseFile = Variable(PassphraseFileVariable) is { } passphraseFile ? fullPath(passphraseFile) : null,
    };

    /// <summary>Read when it is needed, so that nothing but the environment keeps it.</summary>
    private static KeyMaterial? PasswordOfVariable() =>
        Variable(StoreVariable) is { } store && PostgresAddress.Parse(store, path => path).Password is { } password
        ? KeyMaterial.Take(Encoding.UTF8.GetBytes(password))
        : null;

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
