using System.Text;

namespace Mim.Discovery.Tests.Accounts;

/// <summary>Exports with the fields that the clouds' references describe, of accounts that nobody has.</summary>
internal static class ExportSamples
{
    private const string Columns = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,"
        + "mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,"
        + "access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
        + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated";

    public static byte[] AwsReport => Bytes($"""
        {Columns}
        <root_account>,arn:aws:iam::123456789012:root,2020-01-01T00:00:00+00:00,not_supported,2026-02-01T10:00:00+00:00,not_supported,not_supported,false,true,2020-01-02T00:00:00+00:00,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A
        deploy,arn:aws:iam::123456789012:user/ci/deploy,2021-05-05T10:00:00+00:00,false,N/A,N/A,N/A,false,true,2024-01-01T00:00:00+00:00,2026-02-20T08:30:00+00:00,eu-west-1,s3,false,2022-01-01T00:00:00+00:00,N/A,N/A,N/A,true,2024-06-01T00:00:00+00:00,false,N/A
        ann,arn:aws:iam::123456789012:user/ann,2022-05-05T10:00:00+00:00,true,2026-02-25T10:00:00+00:00,2025-12-01T10:00:00+00:00,2026-05-01T10:00:00+00:00,true,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,false,N/A

        """);

    public static byte[] AwsDetails => Bytes("""
        {
          "UserDetailList": [
            { "Path": "/ci/", "UserName": "deploy", "UserId": "AIDAEXAMPLE1", "Arn": "arn:aws:iam::123456789012:user/ci/deploy",
              "CreateDate": "2021-05-05T10:00:00+00:00", "GroupList": ["Admins"], "AttachedManagedPolicies": [],
              "Tags": [ { "Key": "Owner", "Value": "ops@corp.test" } ] },
            { "Path": "/", "UserName": "reader", "UserId": "AIDAEXAMPLE2", "Arn": "arn:aws:iam::123456789012:user/reader",
              "CreateDate": "2021-05-05T10:00:00+00:00", "GroupList": ["Readers"],
              "UserPolicyList": [ { "PolicyName": "all", "PolicyDocument": "%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D" } ] }
          ],
          "GroupDetailList": [
            { "GroupName": "Admins", "AttachedManagedPolicies": [ { "PolicyName": "AdministratorAccess", "PolicyArn": "arn:aws:iam::aws:policy/AdministratorAccess" } ] },
            { "GroupName": "Readers", "AttachedManagedPolicies": [ { "PolicyName": "ReadOnlyAccess", "PolicyArn": "arn:aws:iam::aws:policy/ReadOnlyAccess" } ] }
          ],
          "RoleDetailList": [
            { "Path": "/", "RoleName": "open", "RoleId": "AROAEXAMPLE1", "Arn": "arn:aws:iam::123456789012:role/open",
              "CreateDate": "2023-01-01T00:00:00+00:00",
              "AssumeRolePolicyDocument": { "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "sts:AssumeRole" } ] },
              "RoleLastUsed": { "LastUsedDate": "2026-01-15T00:00:00+00:00", "Region": "us-east-1" } },
            { "Path": "/aws-service-role/x.amazonaws.com/", "RoleName": "AWSServiceRoleForX", "RoleId": "AROAEXAMPLE2",
              "Arn": "arn:aws:iam::123456789012:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX", "CreateDate": "2023-01-01T00:00:00+00:00",
              "AssumeRolePolicyDocument": { "Statement": [ { "Effect": "Allow", "Principal": { "Service": "x.amazonaws.com" }, "Action": "sts:AssumeRole" } ] },
              "RoleLastUsed": {} }
          ],
          "Policies": [ { "PolicyName": "p", "PolicyVersionList": [ { "Document": { "Statement": [] } } ] } ]
        }
        """);

    public static byte[] EntraApplications => Bytes("""
        { "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications", "value": [
          { "id": "6a3c8c9b-0000-0000-0000-000000000001", "appId": "11111111-2222-3333-4444-555555555555", "displayName": "billing",
            "createdDateTime": "2022-01-01T00:00:00Z", "description": "bills customers",
            "passwordCredentials": [
              { "keyId": "k-1", "displayName": "old", "hint": "abc", "secretText": "Never-To-Be-Seen-1", "startDateTime": "2022-01-01T00:00:00Z", "endDateTime": "2026-03-10T00:00:00Z" },
              { "keyId": "k-2", "displayName": "new", "secretText": null, "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2026-09-01T00:00:00Z" } ],
            "keyCredentials": [ { "keyId": "c-1", "type": "AsymmetricX509Cert", "usage": "Verify", "startDateTime": "2025-01-01T00:00:00Z", "endDateTime": "2026-12-01T00:00:00Z", "displayName": "CN=billing" } ],
            "owners": [ { "@odata.type": "#microsoft.graph.user", "userPrincipalName": "bob@corp.test", "accountEnabled": false } ] },
          { "id": "6a3c8c9b-0000-0000-0000-000000000002", "appId": "99999999-2222-3333-4444-555555555555", "displayName": "vm01", "accountEnabled": true,
            "servicePrincipalType": "ManagedIdentity", "keyCredentials": [ { "keyId": "m-1", "endDateTime": "2026-04-01T00:00:00Z" } ], "createdDateTime": null } ] }
        """);

    public static byte[] EntraActivity => Bytes("""
        { "value": [ { "id": "1", "appId": "11111111-2222-3333-4444-555555555555",
          "lastSignInActivity": { "lastSignInDateTime": "2026-02-28T05:00:00Z", "lastSignInRequestId": "r" },
          "delegatedClientSignInActivity": { "lastSignInDateTime": "0001-01-01T00:00:00Z" } } ] }
        """);

    public static byte[] GoogleList => Bytes("""
        [ { "displayName": "backup runner", "email": "backup@shop-1.iam.gserviceaccount.com", "etag": "MDEwMjE5MjA=", "name": "projects/shop-1/serviceAccounts/backup@shop-1.iam.gserviceaccount.com",
            "oauth2ClientId": "1", "projectId": "shop-1", "uniqueId": "100000000000000000001", "description": "copies volumes" },
          { "disabled": true, "email": "4711-compute@developer.gserviceaccount.com", "name": "projects/shop-1/serviceAccounts/4711-compute@developer.gserviceaccount.com", "projectId": "shop-1", "uniqueId": "2" } ]
        """);

    public static byte[] GoogleKeys => Bytes("""
        [ { "keyAlgorithm": "KEY_ALG_RSA_2048", "keyOrigin": "GOOGLE_PROVIDED", "keyType": "USER_MANAGED", "name": "projects/shop-1/serviceAccounts/backup@shop-1.iam.gserviceaccount.com/keys/aaaa",
            "validAfterTime": "2023-01-01T00:00:00.123456789Z", "validBeforeTime": "9999-12-31T23:59:59Z" },
          { "keyType": "SYSTEM_MANAGED", "name": "projects/shop-1/serviceAccounts/backup@shop-1.iam.gserviceaccount.com/keys/bbbb", "validAfterTime": "2026-02-01T00:00:00Z", "validBeforeTime": "2026-02-15T00:00:00Z" },
          { "keyType": "USER_MANAGED", "disabled": true, "name": "projects/shop-1/serviceAccounts/backup@shop-1.iam.gserviceaccount.com/keys/cccc", "validAfterTime": "2024-01-01T00:00:00Z", "validBeforeTime": "2027-01-01T00:00:00Z" } ]
        """);

    public static byte[] GoogleActivity => Bytes("""
        [ { "activity": { "lastAuthenticatedTime": "2026-02-27T07:00:00Z", "serviceAccount": { "serviceAccountId": "1" } }, "activityType": "serviceAccountLastAuthentication",
            "fullResourceName": "//iam.googleapis.com/projects/shop-1/serviceAccounts/backup@shop-1.iam.gserviceaccount.com",
            "observationPeriod": { "startTime": "2025-11-01T08:00:00Z", "endTime": "2026-02-28T08:00:00Z" } } ]
        """);

    public static IReadOnlyList<byte[]> All => [AwsReport, AwsDetails, EntraApplications, EntraActivity, GoogleList, GoogleKeys, GoogleActivity];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
