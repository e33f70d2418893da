namespace Mim.Discovery.Accounts;

/// <summary>The name of a resource of AWS: <c>arn:partition:iam::number:resource</c>.</summary>
/// <param name="Place">Number of the account; with the partition before it where that is not the usual one.</param>
/// <param name="Resource"><c>user/path/name</c>, <c>role/name</c>, <c>root</c>.</param>
internal readonly record struct AwsArn(string Place, string Resource)
{
    private const string UsualPartition = "aws";

    /// <exception cref="FormatException">It is none.</exception>
    public static AwsArn Parse(string? text) => text?.Split(':', 6) is ["arn", var partition, "iam", "", { Length: > 0 } number, { Length: > 0 } resource]
        ? new AwsArn(partition == UsualPartition ? number : $"{partition}:{number}", resource)
        : throw new FormatException($"'{text}' is no resource of IAM");
}
