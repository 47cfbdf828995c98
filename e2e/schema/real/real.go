// Package real echoes types of libraries. Each action is called as a file of examples of its library.
package real

import (
	"github.com/aws/aws-lambda-go/events"
	apps "k8s.io/api/apps/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
)

//owgen:action core.v1.Pod
func Pod(p core.Pod) (core.Pod, error) { return p, nil }

//owgen:action core.v1.Service
func Service(p *core.Service) (*core.Service, error) { return p, nil }

//owgen:action apps.v1.Deployment unknown=reject
func Deployment(p apps.Deployment) (apps.Deployment, error) { return p, nil }

//owgen:action networking.k8s.io.v1.Ingress nil=empty
func Ingress(p networking.Ingress) (networking.Ingress, error) { return p, nil }

//owgen:action sqs-event
func SQS(p events.SQSEvent) (events.SQSEvent, error) { return p, nil }

//owgen:action s3-event
func S3(p events.S3Event) (events.S3Event, error) { return p, nil }

//owgen:action kinesis-event
func Kinesis(p events.KinesisEvent) (events.KinesisEvent, error) { return p, nil }

//owgen:action dynamodb-event
func DynamoDB(p events.DynamoDBEvent) (events.DynamoDBEvent, error) { return p, nil }

//owgen:action apigw-request
func APIGateway(p events.APIGatewayProxyRequest) (events.APIGatewayProxyRequest, error) {
	return p, nil
}

//owgen:action apigw-v2-request-iam
func APIGatewayV2(p events.APIGatewayV2HTTPRequest) (events.APIGatewayV2HTTPRequest, error) {
	return p, nil
}

//owgen:action lex-event
func Lex(p events.LexEvent) (events.LexEvent, error) { return p, nil }
