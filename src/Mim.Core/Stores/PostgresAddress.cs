using System.Globalization;

namespace Mim.Core.Stores;

/// <summary>Where a PostgreSQL store is: a connection taken apart, checked, and written again the same way every time.</summary>
public sealed class PostgresAddress
{
    private const string DefaultPort = "5432";
    private const string DefaultSchema = "mim";
    private readonly Dictionary<string, string> _settings;

    private PostgresAddress(Dictionary<string, string> settings) => _settings = settings;

    /// <summary>As a connection string of .NET, without the password.</summary>
    public string Location => Write(PostgresSettings.All, _settings.GetValueOrDefault);

    /// <summary>The password that stood in the text; null when none did.</summary>
    public string? Password => _settings.GetValueOrDefault(PostgresSettings.Password);

    /// <summary>
    /// File name of the key file that a store gets when nobody says otherwise; two stores never have the same. What is no
    /// lower-case letter, digit, dot, hyphen or underscore is written as its code.
    /// </summary>
    public string KeyFileName
    {
        get
        {
            var schema = Get(PostgresSettings.Schema, DefaultSchema);
            string[] parts =
            [
                Get(PostgresSettings.Host).ToLowerInvariant(),
                Get(PostgresSettings.Port, DefaultPort),
                Get(PostgresSettings.Database),
                .. schema == DefaultSchema ? Array.Empty<string>() : [schema],
            ];
            return string.Join('+', parts.Select(Safe)) + ".key";
        }
    }

    /// <summary>Reads either way of writing a connection.</summary>
    /// <param name="text">The connection.</param>
    /// <param name="fullPath">Makes the paths in it full ones.</param>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.InvalidArgument"/>: it cannot be read, lacks host or database, has a setting that is not known,
    /// or would go unverified to another machine. The message holds no value that could be a password.
    /// </exception>
    public static PostgresAddress Parse(string text, Func<string, string> fullPath)
    {
        var settings = new Dictionary<string, string>();
        foreach (var (name, value) in ConnectionText.Parse(text))
        {
            // Behind a password without quotes, what looks like a name may be a part of it.
            var shown = settings.ContainsKey(PostgresSettings.Password) ? "What stands behind the password" : $"'{name}'";
            var setting = PostgresSettings.Find(name)
                ?? throw new MimException(MimErrorCause.InvalidArgument, $"{shown} is no setting of a store's address.");
            settings[setting] = PostgresSettings.IsPath(setting) ? fullPath(value) : value;
        }

        Check(settings);
        return new PostgresAddress(settings);
    }

    /// <summary>The connection string to open the store with: as another user, if one is given, and with a password.</summary>
    public string ConnectionString(string? user, string? password) => Write(PostgresSettings.All.Append(PostgresSettings.Password), setting => setting switch
    {
        PostgresSettings.Username => user ?? _settings.GetValueOrDefault(setting),
        PostgresSettings.Password => password,
        _ => _settings.GetValueOrDefault(setting),
    });

    private static void Check(Dictionary<string, string> settings)
    {
        if (string.IsNullOrWhiteSpace(settings.GetValueOrDefault(PostgresSettings.Host))
            || string.IsNullOrWhiteSpace(settings.GetValueOrDefault(PostgresSettings.Database)))
        {
            throw new MimException(
                MimErrorCause.InvalidArgument, "The address of a store names its host and its database: 'Host=…;Database=…' or 'postgresql://host/database'.");
        }

        if (settings.TryGetValue(PostgresSettings.Port, out var port) && !ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new MimException(MimErrorCause.InvalidArgument, "The port in the store's address is no number up to 65535.");
        }

        if (PostgresTls.Mode(settings[PostgresSettings.Host], settings.GetValueOrDefault(PostgresSettings.TlsMode)) is { } mode)
        {
            settings[PostgresSettings.TlsMode] = mode;
        }
    }

    private static string Safe(string part) => string.Concat(part.Select(character =>
        char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character is '.' or '-' or '_'
        ? character.ToString()
        : string.Create(CultureInfo.InvariantCulture, $"%{(int)character:x2}")));

    private static string Write(IEnumerable<string> settings, Func<string, string?> value) => string.Join(
        ';',
        from setting in settings
        let text = value(setting)
        where text is not null
        select $"{setting}={ConnectionText.Quote(text)}");

    private string Get(string setting, string otherwise = "") => _settings.GetValueOrDefault(setting, otherwise);
}
